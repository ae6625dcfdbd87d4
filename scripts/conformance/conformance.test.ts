import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { withDefaults } from "@/emulator/config";
import { type RunningEmulator, startEmulator } from "@/emulator/start";
import { fetchFrom, given, newGuid, newItem, sdk } from "@/emulator/testing/client";
import { packagesIn } from "../sdk-diff/packages";
import { surfaceOf } from "../sdk-diff/surface";
import { clean } from "./clean";
import { observations, unobservable } from "./observations";
import { refusals } from "./refusals";
import { report } from "./report";
import { observe, runChecks } from "./run";
import { checks } from "./suite";
import { emulatorTarget, type Target, wixTarget } from "./target";

const root = new URL("../..", import.meta.url).pathname;
const never = new AbortController().signal;
const typings = packagesIn(root).flatMap(({ name, typings: files }) =>
  Object.values(files).flatMap((source) =>
    [...surfaceOf(source).values()].map((fact) => ({
      ...fact,
      module: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    })),
  ),
);

describe("the suite", () => {
  it("tries each method of the SDK, the two that it does not list too", async () => {
    const modules: unknown = await import("@wix/benefit-programs");
    const all = Object.entries(z.record(z.string(), z.unknown()).parse(modules)).flatMap(
      ([name, module]) =>
        Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(module))
          .filter(([key, value]) => typeof value === "function" && /^[a-z]/.test(key))
          .map(([key]) => `${name}.${key}`),
    );
    const tried = new Set(
      checks.filter(({ kind }) => kind === "works").map(({ method }) => method),
    );
    expect(all.filter((method) => !tried.has(method) && !/\.(typed|on)[A-Z]/.test(method))).toEqual(
      [],
    );
    expect(tried.size).toBe(59);
  });

  it("has a refusal for each code and rule of the typings, and no other", () => {
    const listed = typings.flatMap(({ kind, path, module }) => {
      const [, owner = "", code = ""] =
        /^(\w+?)(?:Application|Validation)Errors '(\w+)'$/.exec(path) ?? [];
      const method = owner.charAt(0).toLowerCase() + owner.slice(1);
      return kind === "error code" ? [`${module}.${method} ${code}`] : [];
    });
    expect(listed.length).toBeGreaterThan(40);
    const covered = refusals.map(({ method, code }) => `${method} ${code}`);
    expect(new Set(covered)).toEqual(new Set(listed));
    expect(covered).toHaveLength(new Set(covered).size);
  });

  it("passes on the emulator, and leaves behind only ended programs", async () => {
    const target = await emulatorTarget();
    const rows = await runChecks(target, checks, never);
    rows.push(...(await observe(target, observations, never)));
    expect(rows.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(rows.length).toBe(checks.length + observations.length);
    expect(report(rows)).toContain(
      `59 methods, ${rows.length} rows: ${rows.length} passed, 0 failed`,
    );
    const left = await clean(target);
    expect(left).toEqual([expect.stringMatching(/^\d+ programs with their pools, ended/)]);
    await target.close();
  });

  it("leaves out of what it observes only assumptions that there are", () => {
    expect(observations.length).toBeGreaterThan(50);
    const known = observations.map(({ id }) => id);
    expect(Object.keys(unobservable).filter((id) => known.includes(id))).toEqual([]);
  });
});

describe("against an emulator with a fault", () => {
  let emulator: RunningEmulator;
  let target: Target;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, assumptions: { "add-again": "refused" } });
    target = await emulatorTarget(emulator);
  });
  afterAll(() => emulator.close());

  const fault = async (rule: object) => {
    await fetch(`${emulator.url}/__emulator/faults`, { method: "DELETE" });
    await fetch(`${emulator.url}/__emulator/faults`, {
      method: "POST",
      body: JSON.stringify(rule),
    });
  };
  const failing = async (method: string) => {
    const some = checks.filter((check) => check.method === method);
    expect(some.length).toBeGreaterThan(0);
    const rows = await runChecks(target, some, never);
    return rows.filter(({ outcome }) => outcome === "failed").map(({ title }) => title);
  };

  it("a method that answers otherwise fails its rows", async () => {
    await fault({ method: "programs.getProgram", times: 1000, status: 200, body: { program: {} } });
    const all = checks.filter(({ method }) => method === "programs.getProgram");
    expect(await failing("programs.getProgram")).toEqual(all.map(({ title }) => title));
  });

  it("a refusal with another status, code or data fails its row", async () => {
    const method = "balances.revertBalanceChange";
    const body = (code: string, data?: object) => ({
      message: "m",
      details: { applicationError: { code, description: "d", data } },
    });
    const row = "404 TRANSACTION_NOT_FOUND: a transaction that is not there";
    const data = { transactionId: "x" };
    for (const [status, answer, isRight] of [
      [404, body("TRANSACTION_NOT_FOUND", data), true],
      [428, body("TRANSACTION_NOT_FOUND", data), false],
      [404, body("NOT_FOUND", data), false],
      [404, body("TRANSACTION_NOT_FOUND"), false],
    ] as const) {
      await fault({ method, times: 1000, status, body: answer });
      expect((await failing(method)).includes(row)).toBe(!isRight);
    }
  });

  it("a limit that is not kept fails its row", async () => {
    const body = { item: { id: "x", revision: "1" } };
    await fault({ method: "items.createItem", times: 1000, status: 200, body });
    const found = await failing("items.createItem");
    expect(found).toContain("displayName of 401 characters");
  });

  it("another choice of an assumption is told, with what the target does", async () => {
    await fault({ method: "none" });
    const some = observations.filter(({ id }) => id === "add-again");
    expect(await observe(target, some, never)).toMatchObject([
      { words: "assumption add-again: unchanged here, target does refused" },
    ]);
    expect(await observe({ ...target, name: "wix" }, some, never)).toMatchObject([
      { outcome: "observed" },
    ]);
  });

  it("a refusal with a guessed status is told at Wix, and failed here", async () => {
    const some = checks.filter(({ assumption }) => assumption === "chain-refusal-status");
    await fault({ method: "pools.cancelRedemption", times: 1000, status: 500 });
    const outcomes = async (at: Target) =>
      new Set((await runChecks(at, some, never)).map(({ outcome }) => outcome));
    expect(await outcomes(target)).toContain("failed");
    expect(await outcomes({ ...target, name: "wix" })).toContain("observed");
  });

  it("what cannot be deleted is listed, and everything else is deleted", async () => {
    await fault({ method: "poolDefinitions.deletePoolDefinition", times: 1, status: 500 });
    const fresh = await emulatorTarget(emulator);
    const some = checks.filter(({ method }) => method === "programs.getProgram");
    await runChecks(fresh, [...some, ...some], never);
    const left = await clean(fresh);
    expect(left.filter((line) => line.startsWith("pool definition "))).toHaveLength(2);
    expect(left.filter((line) => line.startsWith("program definition "))).toEqual([]);
    expect(left.at(-1)).toContain("2 programs with their pools, ended");
  });

  it("what cannot be deleted is listed in full, however much it is", async () => {
    await fault({ method: "items.bulkDeleteItems", times: 2, status: 500 });
    const fresh = await emulatorTarget(emulator);
    const items = () => Array.from({ length: 60 }, () => newItem("n", newGuid()));
    for (const _ of [1, 2]) await fresh.wix.items.bulkCreateItems(items());
    const left = await clean(fresh);
    expect(left.filter((line) => line.startsWith("item "))).toHaveLength(120);
  });
});

it("as at Wix, a call waits for the jobs that it begins", async () => {
  const emulator = await startEmulator({ port: 0, delayMs: 400, delays: "real" });
  const { apiKey, instanceId: siteId } = withDefaults({});
  const [member] = (await sdk(emulator).members.queryMembers().find()).items;
  const send: typeof fetch = (input, init) => fetchFrom(emulator.url)(input, init);
  const target = wixTarget({ kind: "key", apiKey, siteId }, given(member?._id), send);
  const some = checks.filter(({ method }) => /^transactions\.|cancelRedemption/.test(method));
  const rows = await runChecks(target, some, never);
  const failed = rows.filter(({ outcome }) => outcome === "failed");
  expect(failed).toEqual([]);
  expect(rows.map(({ words }) => words)).toContain("how long a chain operation takes is not known");
  const { items } = await sdk(emulator).programs.queryPrograms().find();
  expect(new Set(items.map(({ beneficiary }) => beneficiary?.memberId))).toEqual(
    new Set([member?._id]),
  );
  expect(await clean(target)).toHaveLength(1);
  await emulator.close();
});

it("against something that is no Wix at all every row fails", async () => {
  const stub = createServer((_, response) => {
    response.setHeader("Content-Type", "application/json").end("{}");
  });
  const { port } = await new Promise<{ port: number }>((resolve) => {
    stub.listen(0, "127.0.0.1", () =>
      resolve(z.object({ port: z.number() }).parse(stub.address())),
    );
  });
  const { other: _, ...target } = await emulatorTarget({ url: `http://127.0.0.1:${port}` });
  const rows = await runChecks(target, checks, never);
  expect(rows.filter(({ outcome }) => outcome === "passed")).toEqual([]);
  expect(rows.filter(({ outcome }) => outcome === "failed").length).toBeGreaterThan(100);
  await new Promise((resolve) => stub.close(resolve));
});
