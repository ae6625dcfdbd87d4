import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";

/** Each test file has a database of its own, made from the template, and the environment of a demo site. */
const template = new URL(inject("templateUrl"));
const name = `test_${randomUUID().replaceAll("-", "")}`;

async function asAdmin(sql: string) {
  const url = new URL(template);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(sql);
  await client.end();
}

await asAdmin(`CREATE DATABASE ${name} TEMPLATE poolkeeper_template`);
const url = new URL(template);
url.pathname = `/${name}`;

Object.assign(process.env, {
  DATABASE_URL: url.href,
  NEXTAUTH_SECRET: "a secret that is only good for tests",
  WIX_API_ORIGIN: inject("emulatorUrl"),
  WIX_APP_ID: "5b0a7e52-5c1c-4f5e-9a3b-0a4f6a1f4010",
  WIX_APP_SECRET: "an-emulator-has-no-secrets",
  WIX_INSTANCE_ID: "e3a1c0de-0000-4000-8000-000000004010",
  WIX_REQUESTS_PER_MINUTE: "1000000",
  LOG_LEVEL: "silent",
});

afterAll(async () => {
  const { db } = await import("@/lib/db");
  await db().$disconnect();
  await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
});
