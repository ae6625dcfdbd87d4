import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { startEmulator } from "@/emulator/start";

/** Each test file has a database of its own, made from the template, an emulator of its own, and the environment of a demo site. */
const template = new URL(inject("templateUrl"));
const name = `test_${randomUUID().replaceAll("-", "")}`;
const identity = {
  appId: "5b0a7e52-5c1c-4f5e-9a3b-0a4f6a1f4010",
  appSecret: "an-emulator-has-no-secrets",
  instanceId: "e3a1c0de-0000-4000-8000-000000004010",
};

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
const emulator = await startEmulator({ port: 0, ...identity });

Object.assign(process.env, {
  DATABASE_URL: url.href,
  NEXTAUTH_SECRET: "a secret that is only good for tests",
  WIX_API_ORIGIN: emulator.url,
  WIX_APP_ID: identity.appId,
  WIX_APP_SECRET: identity.appSecret,
  WIX_INSTANCE_ID: identity.instanceId,
  WIX_REQUESTS_PER_MINUTE: "1000000",
  // A slow machine is not a silent Wix; what is about deadlines sets its own.
  WIX_DEADLINE_MS: "60000",
  LOG_LEVEL: "silent",
  EMULATOR_URL: emulator.url,
});

afterAll(async () => {
  const { db } = await import("@/lib/db");
  await db().$disconnect();
  const health = await fetch(`${emulator.url}/__emulator/health`);
  const { notEmulated } = (await health.json()) as { notEmulated: string[] };
  await emulator.close();
  await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
  if (notEmulated.length > 0) throw new Error(notEmulated.join("\n"));
});
