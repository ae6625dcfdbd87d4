import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmulator } from "@/emulator/start";
import { startDatabase } from "../database";
import { applyMigrations } from "../migrations";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL whose database `postgres` is migrated and never written to: the template. */
    templateUrl: string;
    emulatorUrl: string;
  }
}

/** A real PostgreSQL and the emulator, for the whole run. */
export default async function startServices(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "poolkeeper-test-"));
  const database = await startDatabase(folder);
  const template = await makeTemplate(database.url);
  const emulator = await startEmulator({ port: 0 });
  project.provide("templateUrl", template);
  project.provide("emulatorUrl", emulator.url);
  return async () => {
    await emulator.close();
    await new Promise((done) => {
      database.child?.once("exit", done);
      database.child?.stdin?.end();
    });
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(url: string): Promise<string> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE DATABASE poolkeeper_template");
  await client.end();
  const template = new URL(url);
  template.pathname = "/poolkeeper_template";
  await applyMigrations(template.href);
  return template.href;
}
