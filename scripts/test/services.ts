import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startDatabase } from "../database";
import { applyMigrations } from "../migrations";

declare module "vitest" {
  interface ProvidedContext {
    /** A database that is migrated and never written to. */
    templateUrl: string;
  }
}

/** A real PostgreSQL for the whole run. */
export default async function startServices(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "poolkeeper-test-"));
  // As root the server runs as nobody, who must be able to pass.
  chmodSync(folder, 0o711);
  const database = await startDatabase(folder);
  const { template, data } = await makeTemplate(database.url);
  project.provide("templateUrl", template);
  return async () => {
    await new Promise((done) => {
      database.child?.once("exit", done);
      database.child?.stdin?.end();
    });
    // Where the data lie, when they could not lie in `folder`.
    for (const path of [folder, dirname(data)]) rmSync(path, { recursive: true, force: true });
  };
}

async function makeTemplate(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE DATABASE poolkeeper_template");
  const shown = await client.query<{ data_directory: string }>("SHOW data_directory");
  await client.end();
  const template = new URL(url);
  template.pathname = "/poolkeeper_template";
  await applyMigrations(template.href);
  const [row] = shown.rows;
  if (!row) throw new Error("the server does not say where its data lie");
  return { template: template.href, data: row.data_directory };
}
