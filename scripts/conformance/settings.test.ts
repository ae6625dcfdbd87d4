import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { paceOf } from "./pace";
import { Scope } from "./scope";
import { readSettings } from "./settings";

const root = new URL("../..", import.meta.url).pathname;
const member = "11111111-1111-4111-8111-111111111111";
const key = { WIX_API_KEY: "k", WIX_SITE_ID: "s" };
const flag = "--i-understand-this-writes";

describe("wrong use", () => {
  it.each<[string[], Record<string, string>, string]>([
    [[], {}, "Say --target"],
    [["--target", "moon"], {}, "Say --target"],
    [["--target", "emulator", "--fast"], {}, "no argument --fast"],
    [["--target", "wix", flag], {}, "WIX_APP_ID"],
    [["--target", "wix", flag], { WIX_API_KEY: "k" }, "WIX_SITE_ID"],
    [["--target", "wix", flag], key, "CONFORMANCE_MEMBER_ID"],
    [["--target", "wix", flag], { ...key, CONFORMANCE_MEMBER_ID: "ann" }, "CONFORMANCE_MEMBER_ID"],
    [["--target", "wix"], { ...key, CONFORMANCE_MEMBER_ID: member }, flag],
  ])("is refused with one sentence: %j", (args, env, words) => {
    let said = "";
    try {
      readSettings(args, env);
    } catch (error) {
      said = error instanceof Error ? error.message : "";
    }
    expect(said).toContain(words);
    expect(said.split("\n")).toHaveLength(1);
  });

  it("does not start anything", async () => {
    const { code, output } = await run(["--target", "wix"]);
    expect(code).toBe(2);
    expect(output.trim().split("\n")).toEqual([expect.stringContaining("WIX_APP_ID")]);
  });
});

describe("right use", () => {
  it("is read from arguments and environment", () => {
    expect(readSettings(["--target", "emulator"], {})).toEqual({ target: "emulator" });
    const env = { ...key, CONFORMANCE_MEMBER_ID: member };
    expect(readSettings(["--target", "wix", flag], env)).toEqual({
      target: "wix",
      memberId: member,
      credentials: { kind: "key", apiKey: "k", siteId: "s" },
    });
  });

  it("ended by Ctrl-C cleans up, and says that it was ended", async () => {
    const { code, output } = await run(["--target", "emulator"], "SIGINT");
    expect(code).toBe(1);
    expect(output).toContain("Stopped before the end.");
    expect(output).toContain("Remains:");
  });
});

describe("a run at Wix", () => {
  it("sends at most so many requests in any minute, in order", async () => {
    let time = 0;
    const sent: number[] = [];
    const pace = paceOf(150, { now: () => time, wait: async (ms) => (time += ms) });
    await Promise.all(Array.from({ length: 400 }, async () => (await pace(), sent.push(time))));
    for (const from of sent) {
      const inMinute = sent.filter((at) => at >= from && at < from + 60_000);
      expect(inMinute.length).toBeLessThanOrEqual(150);
    }
    expect(sent.at(-1)).toBe(120_000);
  });

  it("keeps to its own namespace and its own member", () => {
    const scope = new Scope("run", member);
    const ann = "00000000-0000-4000-8000-000000000001";
    const bob = "00000000-0000-4000-8000-000000000002";
    const provision = {
      poolDefinitionLookupId: {},
      beneficiary: { memberId: ann },
      namespace: "n",
    };
    expect(JSON.parse(scope.body(JSON.stringify(provision)))).toMatchObject({
      beneficiary: { memberId: member },
      namespace: "run",
    });
    const query = { filter: { namespace: "n", "beneficiary.memberId": ann, other: bob } };
    expect(JSON.parse(scope.body(JSON.stringify({ query })))).toEqual({
      query: { filter: { namespace: "run", "beneficiary.memberId": member, other: bob } },
    });
    expect(scope.address("https://www.wixapis.com/x?namespace=n&externalId=y")).toBe(
      "https://www.wixapis.com/x?namespace=run&externalId=y",
    );
    expect(scope.body('{"namespace":""}')).toBe('{"namespace":""}');
    const id = "00000000-0000-4000-8000-000000000001";
    expect(scope.body(`{"idempotencyKey":"${id}"}`)).toBe(`{"idempotencyKey":"run-${id}"}`);
    expect(new Scope("other", member).body('{"idempotencyKey":"k"}')).toContain("other-k");
    for (const key of ["", "x".repeat(65)]) {
      expect(scope.body(`{"idempotencyKey":"${key}"}`)).toBe(`{"idempotencyKey":"${key}"}`);
    }
  });
});

/** Runs the command; a signal is sent as soon as it says something. */
async function run(args: string[], signal?: NodeJS.Signals) {
  const { WIX_APP_ID: _, WIX_API_KEY: __, ...env } = process.env;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "scripts/conformance/main.ts", ...args],
    {
      cwd: root,
      env,
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      if (output === "" && signal) child.kill(signal);
      output += chunk.toString();
    });
  }
  const [code]: unknown[] = await once(child, "close");
  return { code, output };
}
