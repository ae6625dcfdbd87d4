import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmulator } from "./start";
import { given, newGuid, raw, type Sdk, sdk } from "./testing/client";
import { withEmulator, type Work } from "./testing/emulated";

let data: string;
let path: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "emulator-"));
  path = join(data, "journal.jsonl");
});
afterEach(() => rmSync(data, { recursive: true }));

const running = <T>(work: Work<T>) => withEmulator({ data }, work);

const create = (wix: Sdk, externalId = newGuid()) =>
  wix.programDefinitions.createProgramDefinition({ namespace: "n", externalId });
const all = async (wix: Sdk) =>
  (await wix.programDefinitions.queryProgramDefinitions().limit(100).find()).items;
const lines = () => readFileSync(path, "utf8").trimEnd().split("\n");

describe("the program", () => {
  const main = new URL("main.ts", import.meta.url).pathname;
  const launch = (env: Record<string, string>, ...args: string[]) =>
    spawn(process.execPath, ["--import", "tsx", main, ...args], {
      env: { ...process.env, EMULATOR_PORT: "0", EMULATOR_DATA: data, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
  type Child = ReturnType<typeof launch>;
  const address = async (child: Child) => {
    const [line] = await once(createInterface(child.stdout), "line");
    return { url: given(/http:\/\/[\d.]+:\d+/.exec(String(line)))[0] };
  };
  const ended = async (child: Child) => {
    const [code, signal] = await once(child, "exit");
    return { code: Number(code ?? -1), signal: String(signal) };
  };

  it.each(["SIGTERM", "SIGINT"] as const)("ends within a second at %s", async (signal) => {
    const child = launch({});
    const { url } = await address(child);
    const method = "oauth.token";
    await raw({ url }, "/__emulator/faults", { body: { method, delayMs: 60_000 } });
    const hanging = raw({ url }, "/oauth2/token", { body: {} }).catch(() => "cut");
    await expect
      .poll(async () => JSON.stringify((await raw({ url }, "/__emulator/requests")).json))
      .toContain(method);
    const started = performance.now();
    const dying = ended(child);
    child.kill(signal);
    expect((await dying).code).toBe(0);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await hanging).toBe("cut");
  });

  it("ends with its parent's pipe when it is told to", async () => {
    const child = launch({}, "--until-stdin-ends");
    await address(child);
    const dying = ended(child);
    child.stdin.end();
    expect((await dying).code).toBe(0);
  });

  it.each([
    ["EMULATOR_PORT", "http"],
    ["EMULATOR_DELAY_MS", "-1"],
    ["EMULATOR_APP_ID", "mine"],
    ["EMULATOR_ASSUMPTIONS", "add-again=whatever"],
    ["EMULATOR_ASSUMPTIONS", "invented=yes"],
  ])("says what is wrong with %s=%s", async (name, value) => {
    const child = launch({ [name]: value });
    let said = "";
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    expect((await ended(child)).code).toBe(1);
    expect(said).toMatch(new RegExp(`^${name}: [^\n]+\\.\n$`));
  });

  it("says that the port is taken, and leaves the other one's journal alone", async () => {
    await running(async (wix, emulator) => {
      const before = readFileSync(path);
      const child = launch({ EMULATOR_PORT: new URL(emulator.url).port });
      let said = "";
      child.stderr.on("data", (chunk) => (said += String(chunk)));
      expect((await ended(child)).code).toBe(1);
      expect(said).toMatch(/^[^\n]*EMULATOR_PORT[^\n]*\.\n$/);
      expect(readFileSync(path)).toEqual(before);
      await create(wix);
    });
  });

  it("leaves the folder of another emulator alone, but not of one that was killed", async () => {
    await running(async (wix) => {
      const before = readFileSync(path);
      await expect(startEmulator({ port: 0, data })).rejects.toThrow(/Another emulator .* has the/);
      const child = launch({});
      let said = "";
      child.stderr.on("data", (chunk) => (said += String(chunk)));
      expect((await ended(child)).code).toBe(1);
      expect(said).toMatch(
        new RegExp(`^Another emulator \\(process ${process.pid}\\) [^\n]+\\.\n$`),
      );
      expect(readFileSync(path)).toEqual(before);
      await create(wix);
    });
    const killed = launch({});
    const { url } = await address(killed);
    await expect(startEmulator({ port: 0, data })).rejects.toThrow(`(process ${killed.pid})`);
    await create(sdk({ url }));
    const dying = ended(killed);
    killed.kill("SIGKILL");
    await dying;
    await running(async (wix) => expect(await all(wix)).toHaveLength(2));
    expect(readdirSync(data)).not.toContain("lock");
  });

  it.runIf(process.platform === "linux")(
    "takes the folder of one that was killed and that nobody has asked how it ended",
    async () => {
      const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]);
      const [pid] = await once(createInterface(parent.stdout), "line");
      await expect
        .poll(() => readFileSync(`/proc/${Number(pid)}/stat`, "utf8"))
        .toContain("(sleep) Z ");
      writeFileSync(join(data, "lock"), String(pid));
      await running((wix) => create(wix));
      parent.kill();
    },
  );

  it("says which line of the journal is broken", async () => {
    await running((wix) => create(wix));
    writeFileSync(path, `${lines()[0]}\nbroken\n`);
    const child = launch({});
    let said = "";
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    expect((await ended(child)).code).toBe(1);
    expect(said).toContain("Line 2 of");
    expect(existsSync(`${path}.new`)).toBe(false);
  });
});
