import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startEmulator } from "@/emulator/start";
import { startDatabase, stopDatabase } from "./database";
import {
  survivors,
  killAll,
  newFolder,
  own,
  removeFolder,
  Run,
  signal,
  startLauncher,
} from "./test/launcher";
import { count, databaseOf, exported, json, read, settled, sql } from "./test/witness";

const buildMs = 240_000;
const folders: string[] = [];
const runs: Run[] = [];
const folder = () => {
  const made = newFolder();
  folders.push(made);
  return made;
};
const start = (variables: Record<string, string>) => {
  const run = startLauncher(variables);
  runs.push(run);
  return run;
};

afterEach(async () => {
  const family = runs.splice(0).flatMap((run) => run.family());
  killAll(family);
  await survivors(family);
});
afterAll(() => folders.forEach(removeFolder));

/** A production build of the sources as they are: what every other test here begins with. */
beforeAll(async () => {
  const run = startLauncher(await own(folder()));
  await run.says("Poolkeeper is ready", buildMs);
  const family = run.family();
  signal(run.pid, "SIGTERM");
  await run.ended();
  await survivors(family);
}, buildMs);

describe("a start from nothing", { timeout: 60_000 }, () => {
  it("makes everything, survives kill -9 of everything, and ends on SIGTERM within two seconds", async () => {
    const variables = await own(folder());
    const first = start(variables);
    await first.says("Poolkeeper is ready");
    const address = `http://127.0.0.1:${variables.PORT}`;
    expect(first.output.trimEnd().split("\n").at(-1)).toBe(
      `start    | Poolkeeper is ready: ${address}  Sign in as owner@example.com, password poolkeeper-demo.`,
    );
    expect(await read(variables, "/sign-in")).toMatchObject({
      status: 200,
      text: expect.stringContaining("This is the demo"),
    });
    expect(await json(variables, "/api/health")).toEqual({ status: 200, body: { ok: true } });
    const ok = { database: "ok", migrations: "ok", wix: "ok" };
    expect(await json(variables, "/api/health/ready")).toEqual({ status: 200, body: ok });
    const before = await settled(variables);
    expect(before.programs).toHaveLength(3);
    const attempts = await count(variables, "Attempt");
    expect(attempts).toBeGreaterThan(10);

    killAll(first.family());
    const second = start(variables);
    await second.says("Poolkeeper is ready");
    expect(await exported(variables)).toEqual(before);
    expect(await count(variables, "Attempt")).toBe(attempts);

    const family = second.family();
    expect(second.running("postgres").length).toBeGreaterThan(1);
    signal(second.pid, "SIGTERM");
    expect(await survivors(family)).toEqual([]);
    expect(await second.ended()).toBe(0);
  });

  it("leaves no process two seconds after kill -9 of the launcher alone, and starts again at once", async () => {
    const variables = await own(folder());
    const first = start(variables);
    await first.says("Poolkeeper is ready");
    const family = first.family();
    expect(family.length).toBeGreaterThan(5);
    signal(first.pid, "SIGKILL");
    const second = start(variables);
    expect(await survivors(family)).toEqual([]);
    await second.says("Poolkeeper is ready");
  });

  it("ends within two seconds on Ctrl-C, through npm; with OWNER_EMAIL there is no demo", async () => {
    const owner = { OWNER_EMAIL: "ann@example.com", OWNER_PASSWORD: "a password of Ann's" };
    const variables = await own(folder(), owner);
    const run = new Run("npm", ["start"], variables);
    runs.push(run);
    await run.says("Poolkeeper is ready");
    expect(run.output).not.toContain("poolkeeper-demo");
    const { text } = await read(variables, "/sign-in");
    expect(text).toContain("Sign in");
    expect(text).not.toContain("This is the demo");
    expect(await count(variables, "User")).toBe(1);
    expect((await exported(variables)).programs).toEqual([]);
    const family = run.family();
    signal(-run.pid, "SIGINT");
    expect(await survivors(family)).toEqual([]);
  });
});

describe("a folder that was a demo's", { timeout: 60_000 }, () => {
  const owner = { OWNER_EMAIL: "ann@example.com", OWNER_PASSWORD: "a password of Ann's" };
  const demo = ["manager", "operator", "owner", "viewer"].map((role) => `${role}@example.com`);

  /** What a start leaves of users and sessions; it is ended afterwards. */
  async function after(variables: Record<string, string>, then: string) {
    const run = start(variables);
    await run.says("Poolkeeper is ready");
    const url = databaseOf(variables);
    const users = await sql<{ email: string; disabledAt: Date | null }>(
      url,
      `SELECT "email", "disabledAt" FROM "User" ORDER BY "email"`,
    );
    const open = await sql(url, `SELECT FROM "Session" WHERE "revokedAt" IS NULL`);
    const disabled = await sql(
      url,
      `SELECT FROM "Attempt" WHERE "operation" = 'users.disable' AND "outcome" = 'succeeded'`,
    );
    await sql(url, then);
    const family = run.family();
    signal(run.pid, "SIGTERM");
    expect(await survivors(family)).toEqual([]);
    return {
      enabled: users.filter((user) => !user.disabledAt).map(({ email }) => email),
      openSessions: open.length,
      disabled: disabled.length,
    };
  }

  it("lets nobody in with the demo's password once an owner is named, and is a demo again when it is asked for", async () => {
    const variables = await own(folder());
    const signIn = `INSERT INTO "Session" ("id", "kind", "userId", "createdAt", "expiresAt")
      SELECT gen_random_uuid(), 'user', "id", now(), now() + interval '7 days' FROM "User"`;
    expect(await after(variables, signIn)).toEqual({
      enabled: demo,
      openSessions: 0,
      disabled: 0,
    });
    const lose = `DELETE FROM "User" WHERE "email" = '${owner.OWNER_EMAIL}'`;
    const ours = { enabled: [owner.OWNER_EMAIL], openSessions: 0, disabled: 4 };
    expect(await after({ ...variables, ...owner }, lose)).toEqual(ours);
    // The first owner, lost, is made again.
    expect(await after({ ...variables, ...owner }, "SELECT")).toEqual(ours);
    expect(await after(variables, "SELECT")).toMatchObject({
      enabled: [owner.OWNER_EMAIL, ...demo],
    });
  });
});

describe("a start that cannot be", { timeout: 60_000 }, () => {
  it("says in one sentence what is taken, and by which variable it is changed", async () => {
    const variables = await own(folder());
    const running = start(variables);
    await running.says("Poolkeeper is ready");
    const others = async (more: Record<string, string>) => ({ ...(await own(folder())), ...more });
    const { PORT = "", EMULATOR_PORT = "" } = variables;
    const [port, emulator, data] = [
      start(await others({ PORT })),
      start(await others({ EMULATOR_PORT })),
      start(await others({ POOLKEEPER_DATA: variables.POOLKEEPER_DATA ?? "" })),
    ];
    expect(await Promise.all([port, emulator, data].map((run) => run.ended()))).toEqual([1, 1, 1]);
    expect(port.output).toMatch(
      new RegExp(`^start +\\| Port ${PORT} is taken. Set PORT to .*\\n$`),
    );
    expect(emulator.output).toContain(`Port ${EMULATOR_PORT} is taken. Set EMULATOR_PORT to`);
    expect(data.output).toContain("Another Poolkeeper uses");
    expect(data.output).toContain("POOLKEEPER_DATA");
    expect(await json(variables, "/api/health/ready")).toMatchObject({ status: 200 });
  });

  it("says what is wrong with the Wix credentials, before anything is built or served", async () => {
    const key = { WIX_API_KEY: "a key", WIX_SITE_ID: "e3a1c0de-0000-4000-8000-000000004011" };
    const [half, demo] = [
      start(await own(folder(), { WIX_APP_ID: "3c7a2d40-8f1e-4b7a-9d55-0a6f1e2b9c01" })),
      start(await own(folder(), { ...key, POOLKEEPER_DEMO: "1" })),
    ];
    expect(await Promise.all([half.ended(), demo.ended()])).toEqual([1, 1]);
    expect(half.output).toContain("Set all of WIX_APP_ID, WIX_APP_SECRET and WIX_INSTANCE_ID");
    expect(demo.output).toContain("POOLKEEPER_DEMO: the demo has public passwords");
    for (const run of [half, demo]) expect(run.output).not.toMatch(/web +\||build +\|/);
  });
});

describe("a start with a database and a Wix of one's own", { timeout: 60_000 }, () => {
  it("starts neither, has no demo, keeps browsers to https, and is not ready when Wix is gone", async () => {
    const [theirs, ours] = [folder(), folder()];
    const database = await startDatabase(theirs);
    const emulator = await startEmulator({ port: 0 });
    const variables = await own(ours, {
      DATABASE_URL: database.url,
      WIX_API_ORIGIN: emulator.url,
      WIX_API_KEY: "IST.emulator-api-key",
      WIX_SITE_ID: emulator.siteId,
      NEXTAUTH_URL: "https://portal.example.com",
    });
    try {
      const run = start(variables);
      await run.says("Poolkeeper is ready");
      expect(run.output).toContain("migrations applied");
      expect(run.running("postgres")).toEqual([]);
      expect(run.running("emulator/main.mjs")).toEqual([]);
      expect(existsSync(join(ours, "postgres"))).toBe(false);
      expect(await count(variables, "User")).toBe(0);
      const { headers } = await fetch(`http://127.0.0.1:${variables.PORT}/sign-in`);
      expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
      await emulator.close();
      expect(await json(variables, "/api/health/ready")).toEqual({
        status: 503,
        body: { database: "ok", migrations: "ok", wix: "silent" },
      });
      expect(await json(variables, "/api/health")).toMatchObject({ status: 200 });
    } finally {
      await stopDatabase(database);
    }
  });
});
