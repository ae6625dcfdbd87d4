import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addFault, requests, resetEmulator } from "@/scripts/test/emulator";
import { databaseUrl } from "@/scripts/test/environment";
import { proxiedDatabase, type Proxy } from "@/scripts/test/proxy";
import { readiness } from "./readiness";

const method = "programDefinitions.queryProgramDefinitions";
let direct: pg.Client;
let proxy: Proxy;

beforeAll(async () => {
  direct = new pg.Client({ connectionString: databaseUrl() });
  await direct.connect();
  proxy = await proxiedDatabase();
});
afterAll(async () => {
  await direct.end();
  await proxy.cut();
});

test("without the database nothing is claimed of migrations and Wix, and Wix is not asked", async () => {
  await proxy.cut();
  const gone = { database: "gone", migrations: "unknown", wix: "unknown" };
  expect(await readiness()).toEqual(gone);
  expect(await requests(method)).toEqual([]);
  await proxy.open();
});

test("then probes ask Wix once, also while it is ill, and however many come at once", async () => {
  await resetEmulator();
  await addFault({ method, status: 403, times: 9 });
  const found = await Promise.all([readiness(), readiness(), readiness()]);
  found.push(await readiness());
  for (const one of found) expect(one).toMatchObject({ database: "ok", wix: "silent" });
  expect(await requests(method)).toHaveLength(1);
});

test.each([
  ["is not there", `DELETE FROM "_prisma_migrations"`],
  ["was begun and not finished", `UPDATE "_prisma_migrations" SET finished_at = NULL`],
])("migrations are behind when one %s", async (_, change) => {
  const newest = `(SELECT max(migration_name) FROM "_prisma_migrations")`;
  await direct.query(`CREATE TABLE kept AS TABLE "_prisma_migrations"`);
  await direct.query(`${change} WHERE migration_name = ${newest}`);
  expect(await readiness()).toMatchObject({ database: "ok", migrations: "behind" });
  await direct.query(`DELETE FROM "_prisma_migrations"`);
  await direct.query(`INSERT INTO "_prisma_migrations" TABLE kept`);
  await direct.query(`DROP TABLE kept`);
  expect(await readiness()).toMatchObject({ database: "ok", migrations: "ok" });
});

test("migrations are behind in a database that never saw any", async () => {
  await direct.query(`ALTER TABLE "_prisma_migrations" RENAME TO elsewhere`);
  expect(await readiness()).toMatchObject({ database: "ok", migrations: "behind" });
  await direct.query(`ALTER TABLE elsewhere RENAME TO "_prisma_migrations"`);
  expect(await readiness()).toMatchObject({ database: "ok", migrations: "ok" });
});
