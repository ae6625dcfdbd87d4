import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDatabase, stopDatabase } from "./database";
import { migrationStatus } from "./migrations";
import { killAll, living, newFolder, npm, removeFolder, Run, until } from "./test/launcher";
import { sql } from "./test/witness";

const folder = newFolder();
const embedded = { POOLKEEPER_DATA: folder };
afterAll(() => removeFolder(folder));

const userAdd = (password: string, ...args: string[]) =>
  npm(["user:add", "--", ...args], { ...embedded, NEW_USER_PASSWORD: password });
const ann = ["--email", "Ann@Example.com", "--name", "Ann", "--role", "manager"];

/** Asks the embedded database, which does not run between two commands. */
async function ask<R extends object>(text: string): Promise<R[]> {
  const database = await startDatabase(folder);
  try {
    return await sql<R>(database.url, text);
  } finally {
    await stopDatabase(database);
  }
}

describe("commands on a machine where nothing was started yet", { timeout: 60_000 }, () => {
  it("user:add adds one user, and refuses a second with that e-mail, a short password and an unknown role", async () => {
    const added = await userAdd("a password of hers", ...ann);
    expect(added).toEqual({ code: 0, output: "Added Ann@Example.com as manager.\n" });
    const again = await userAdd("another password", ...ann);
    expect(again.output).toContain("There is a user with the e-mail Ann@Example.com already.");
    const short = await userAdd("elevenchars", "--email", "bob@example.com", "--role", "viewer");
    expect(short.output).toContain("password: A password has at least 12 characters.");
    const wrong = await userAdd(
      "a password of his",
      "--email",
      "bob@example.com",
      "--role",
      "king",
    );
    expect(wrong.output).toContain("owner|manager|operator|viewer");
    expect([again.code, short.code, wrong.code]).toEqual([1, 1, 1]);
    expect(await ask(`SELECT "email", "name", "role" FROM "User"`)).toEqual([
      { email: "ann@example.com", name: "Ann", role: "manager" },
    ]);
    expect(JSON.stringify(await ask(`SELECT * FROM "AuditPayload"`))).not.toContain("of hers");
  });

  it("user:password, user:disable and user:enable change a user and end their sessions, on record", async () => {
    const change = (name: string, more: string[], password = "") =>
      npm([`user:${name}`, "--", ...more], { ...embedded, NEW_USER_PASSWORD: password });
    const her = ["--email", " ANN@example.com"];
    const state = `SELECT "passwordHash", "disabledAt" IS NOT NULL AS "isDisabled" FROM "User"`;
    const [before] = await ask<{ passwordHash: string }>(state);
    await ask(`INSERT INTO "Session" ("id", "kind", "userId", "createdAt", "expiresAt")
      SELECT gen_random_uuid(), 'user', "id", now(), now() + interval '1 day' FROM "User"`);

    const short = await change("password", her, "elevenchars");
    expect(short).toEqual({ code: 1, output: "A password has at least 12 characters.\n" });
    const nobody = await change("disable", ["--email", "bob@example.com"]);
    expect(nobody.output).toBe("There is no user with the e-mail bob@example.com.\n");
    expect(nobody.code).toBe(1);
    expect(await change("disable", [])).toMatchObject({ code: 1 });

    expect(await change("password", her, "another password")).toMatchObject({ code: 0 });
    const [changed] = await ask<{ passwordHash: string }>(state);
    expect(changed?.passwordHash).not.toBe(before?.passwordHash);
    expect(await ask(`SELECT FROM "Session" WHERE "revokedAt" IS NULL`)).toEqual([]);
    expect(await change("disable", her)).toMatchObject({ code: 0 });
    expect(await ask(state)).toMatchObject([{ isDisabled: true }]);
    expect(await change("enable", her)).toMatchObject({ code: 0 });
    expect(await ask(state)).toMatchObject([{ isDisabled: false }]);
    expect(
      await ask(`SELECT "operation", "outcome", "actorId" FROM "Attempt" ORDER BY "startedAt"`),
    ).toEqual(
      ["add", "password", "disable", "enable"].map((name) => ({
        operation: `users.${name === "password" ? "set-password" : name}`,
        outcome: "succeeded",
        actorId: `user:${name}`,
      })),
    );
    expect(JSON.stringify(await ask(`SELECT * FROM "AuditPayload"`))).not.toContain("another");
  });

  it("audit:verify holds a whole chain and an erased payload, and names the entry that was changed", async () => {
    const whole = await npm(["audit:verify"], embedded);
    expect(whole).toMatchObject({ code: 0, output: expect.stringContaining("8 entries hold, 0") });
    await ask(erase);
    const erased = await npm(["audit:verify"], embedded);
    expect(erased).toMatchObject({ code: 0, output: expect.stringContaining("8 entries hold, 8") });
    await expect(ask(`UPDATE "AuditEntry" SET "actorId" = 'nobody'`)).rejects.toThrow(
      "append-only",
    );
    await ask(
      `SET session_replication_role = replica; UPDATE "AuditEntry" SET "actorId" = 'nobody' WHERE "seq" = 2`,
    );
    const damaged = await npm(["audit:verify"], embedded);
    expect(damaged).toMatchObject({
      code: 1,
      output: expect.stringContaining("Entry 2 does not hold: its facts were changed."),
    });
  });

  it("db:status and db:check find nothing amiss, and db:migrate nothing to do", async () => {
    expect(await npm(["db:migrate"], embedded)).toEqual({ code: 0, output: "Nothing to apply.\n" });
    expect(await npm(["db:status"], embedded)).toMatchObject({ code: 0 });
    const agree = { code: 0, output: "Schema and migrations agree.\n" };
    expect(await npm(["db:check"], embedded)).toEqual(agree);
  });

  it("say what is wrong with the environment, in a sentence", async () => {
    const half = await npm(["audit:verify"], { ...embedded, WIX_API_KEY: "k" });
    expect(half.code).toBe(1);
    expect(half.output).toMatch(/^Wix credentials are missing or half given\. .*\n$/);
  });
});

/** As docs/guide/audit.md has it, for all attempts. */
const erase = `
  UPDATE "AuditPayload" SET "content" = NULL, "salt" = NULL, "erasedAt" = now()
  WHERE "erasedAt" IS NULL AND "seq" IN (SELECT "seq" FROM "AuditEntry")`;

describe("a start that is killed during the first migration", { timeout: 60_000 }, () => {
  let server: Awaited<ReturnType<typeof startDatabase>>;
  const place = newFolder();
  beforeAll(async () => void (server = await startDatabase(place)), 30_000);
  afterAll(async () => {
    await stopDatabase(server);
    removeFolder(place);
  });

  /** A database in which the migration stops at its last table, until `lock` is given back. */
  async function database(name: string, lock: number): Promise<string> {
    await sql(server.url, `CREATE DATABASE ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    await sql(
      url.href,
      `CREATE FUNCTION stop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
         IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity LIKE '%RequestBudget%')
         THEN PERFORM pg_advisory_lock_shared(${lock}); END IF;
       END $$;
       CREATE EVENT TRIGGER stop ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION stop()`,
    );
    return url.href;
  }

  const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event = 'advisory'`;

  /** Kills a migration in its middle; `then` says what becomes of its connection on the server. */
  async function killInTheMiddle(url: string, lock: number, then: string) {
    const { default: pg } = await import("pg");
    const holder = new pg.Client({ connectionString: server.url });
    holder.on("error", () => undefined);
    await holder.connect();
    await holder.query(`SELECT pg_advisory_lock(${lock})`);
    const inTheirs = new pg.Client({ connectionString: url });
    await inTheirs.connect();
    await inTheirs.query(`SELECT pg_advisory_lock(${lock})`);
    const run = new Run("npm", ["run", "--silent", "db:migrate"], { DATABASE_URL: url });
    await until("the migration stops", async () => (await sql(url, waiting)).length > 0);
    const family = run.family();
    killAll(family);
    await until("all is dead", () => living(family).length === 0);
    if (then) await inTheirs.query(then);
    await inTheirs.end();
    await holder.end();
    // By state and not by text: the server keeps the first 1,024 characters of a query only.
    const busy = `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
      AND state <> 'idle' AND pid <> pg_backend_pid()`;
    await until("the server is done with it", async () => (await sql(url, busy)).length === 0);
  }

  const tables = `SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public'`;

  async function expectWhole(url: string) {
    const { failedMigrationNames, history } = await migrationStatus(url);
    expect({ failedMigrationNames, history }).toEqual({ failedMigrationNames: [], history: null });
    expect(await npm(["db:status"], { DATABASE_URL: url })).toMatchObject({ code: 0 });
  }

  it("does it again when the server rolled it back", async () => {
    const url = await database("rolled_back", 1);
    await killInTheMiddle(url, 1, `SELECT pg_terminate_backend(pid) FROM (${waiting}) AS w`);
    expect(await sql(url, tables)).toEqual([{ n: 1 }]);
    const again = await npm(["db:migrate"], { DATABASE_URL: url });
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining("Applied: 2026") });
    await expectWhole(url);
  });

  it("goes on when the server brought it to its end", async () => {
    const url = await database("committed", 2);
    await killInTheMiddle(url, 2, "");
    const [row] = await sql<{ n: number }>(url, tables);
    expect(row?.n).toBeGreaterThan(8);
    const again = await npm(["db:migrate"], { DATABASE_URL: url });
    // The later ones alone.
    expect(again.output).not.toContain("_init");
    expect(again.code).toBe(0);
    await expectWhole(url);
  });

  it("is done once when four do it at once", async () => {
    const url = await database("at_once", 3);
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => npm(["db:migrate"], { DATABASE_URL: url })),
    );
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    await expectWhole(url);
  });
});
