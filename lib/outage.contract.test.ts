import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseUrl } from "@/scripts/test/environment";
import { proxiedDatabase, type Proxy } from "@/scripts/test/proxy";
import { db, isDatabaseGone } from "./db";
import { WixError } from "./wix/error";

let direct: pg.Client;
let proxy: Proxy;

beforeAll(async () => {
  direct = new pg.Client({ connectionString: databaseUrl() });
  await direct.connect();
  proxy = await proxiedDatabase();
  await db().user.count();
});
afterAll(async () => {
  await direct.end();
  await proxy.cut();
});

/** What is thrown while the database goes away. */
async function thrownBy(query: () => Promise<unknown>, harm: () => Promise<unknown>) {
  const thrown = query().then(
    () => "nothing",
    (error: unknown) => error,
  );
  await asleep();
  await harm();
  return thrown;
}

/** Until somebody sleeps in the database, as every query here does. */
async function asleep(): Promise<void> {
  for (;;) {
    const { rows } = await direct.query(`SELECT 1 FROM pg_stat_activity
      WHERE state = 'active' AND wait_event = 'PgSleep' AND datname = current_database()`);
    if (rows.length > 0) return;
  }
}

const sleep = () => db().$queryRaw`SELECT pg_sleep(30)::text`;
const sleepInTransaction = () =>
  db().$transaction(async (tx) => {
    await tx.user.count();
    await tx.$queryRaw`SELECT pg_sleep(30)::text`;
  });
const terminate = () =>
  direct.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`);
const cutAndOpen = async () => {
  await proxy.cut();
  await proxy.open();
};

describe("the database is gone", () => {
  test.each([
    ["a query", sleep],
    ["a transaction", sleepInTransaction],
  ])("when it is shut down in the middle of %s", async (_, query) => {
    expect(isDatabaseGone(await thrownBy(query, terminate))).toBe(true);
  });

  test.each([
    ["a query", sleep],
    ["a transaction", sleepInTransaction],
  ])("when the connection breaks in the middle of %s", async (_, query) => {
    expect(isDatabaseGone(await thrownBy(query, cutAndOpen))).toBe(true);
    await terminate();
  });

  test("when the connection breaks between two queries of a transaction", async () => {
    const failing = db().$transaction(async (tx) => {
      await tx.user.count();
      await terminate();
      await tx.user.count();
    });
    expect(isDatabaseGone(await failing.catch((error: unknown) => error))).toBe(true);
  });

  test("when the connection breaks before a transaction is committed", async () => {
    const failing = db().$transaction(async (tx) => {
      await tx.user.count();
      await terminate();
    });
    expect(isDatabaseGone(await failing.catch((error: unknown) => error))).toBe(true);
  });

  test("when it refuses connections, and comes back by itself", async () => {
    await proxy.cut();
    for (const query of [
      () => db().user.count(),
      () => db().$transaction((tx) => tx.user.count()),
    ]) {
      const thrown: unknown = await query().catch((error: unknown) => error);
      expect(isDatabaseGone(thrown)).toBe(true);
    }
    await proxy.open();
    expect(await db().user.count()).toBe(0);
  });
});

describe("the database is there", () => {
  test("when it refuses what we ask of it", async () => {
    const user = { name: "n", role: "owner", passwordHash: "h", createdAt: new Date() };
    const email = "Connection terminated unexpectedly";
    await db().user.create({ data: { ...user, id: randomUUID(), email } });
    const refused = [
      () => db().user.create({ data: { ...user, id: randomUUID(), email } }),
      () => db().$queryRaw`SELECT 'Connection terminated' FROM "no such table"`,
      () => db().$queryRaw`SELECT 'ECONNRESET'::int`,
      () => db().user.findFirstOrThrow({ where: { email: "ECONNREFUSED" } }),
    ];
    for (const query of refused) {
      const thrown: unknown = await query().catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(Error);
      expect(isDatabaseGone(thrown)).toBe(false);
    }
  });

  test("when it is Wix that is gone, or a mistake of ours", async () => {
    const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    const others = [
      new WixError({ kind: "disconnected", action: "get pool", cause: reset }),
      new TypeError("fetch failed", { cause: reset }),
      new Error("Connection terminated unexpectedly, said the user"),
      "ECONNREFUSED",
      null,
    ];
    for (const other of others) expect(isDatabaseGone(other)).toBe(false);
  });
});

test("a database that is silent is gone too, to who has a connection and to who wants one", async () => {
  await db().user.count();
  const before = performance.now();
  proxy.fallSilent();
  const thrown = await Promise.all(
    [1, 2].map(() =>
      db()
        .user.count()
        .catch((error: unknown) => error),
    ),
  );
  for (const error of thrown) expect(isDatabaseGone(error)).toBe(true);
  expect(performance.now() - before).toBeLessThan(12_000);
});
