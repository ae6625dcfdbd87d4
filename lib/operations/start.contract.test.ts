import pg from "pg";
import { expect, test } from "vitest";
import { databaseUrl, environment } from "@/scripts/test/environment";
import { proxiedDatabase } from "@/scripts/test/proxy";
import { startServer } from "./start";

test("a process that starts without its database makes the first owner when it is there", async () => {
  const direct = new pg.Client({ connectionString: databaseUrl() });
  await direct.connect();
  const owner = { OWNER_EMAIL: "ann@example.com", OWNER_PASSWORD: "a password of Ann's" };
  environment({ ...owner, RECONCILE_EVERY_MS: "100" });
  const proxy = await proxiedDatabase();
  await proxy.cut();

  await startServer();
  await proxy.open();

  const users = () => direct.query(`SELECT "email", "role" FROM "User"`).then(({ rows }) => rows);
  const made = [{ email: "ann@example.com", role: "owner" }];
  await expect.poll(users).toEqual(made);
  await direct.end();
  await proxy.cut();
});
