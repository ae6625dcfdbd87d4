import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";

const root = join(import.meta.dirname, "..");
const folder = join(root, "prisma", "migrations");
const schemaPath = join(root, "prisma", "schema.prisma");
const noFilters = { externalTables: [], externalEnums: [] };

/** Prisma's own schema engine, compiled to WASM: nothing is downloaded. */
async function loadEngine() {
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const resolve = createRequire(import.meta.url).resolve;
  const wasm = resolve("@prisma/schema-engine-wasm").replace(/\.js$/, "_bg.wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
  });
  // A panic of the engine looks for this; without it, nobody would learn why.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue.SchemaEngine;
}

/** Once a process: the engine's glue keeps views of the memory of the first instance. */
let loading: ReturnType<typeof loadEngine> | undefined;

/** The engine, over a driver adapter. */
async function withEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= loadEngine();
  const datamodels: [string, string][] = [[schemaPath, await readFile(schemaPath, "utf8")]];
  const engine = await (
    await loading
  ).new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

async function migrationList(): Promise<MigrationList> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(folder, path, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}

/** Advisory locks: one migrates at a time, and waits for the script of one that was killed and left it to the server. */
const [migrating, runningScript] = [7_266_574_301, 7_266_574_302];
const noteRunning = `SELECT pg_advisory_xact_lock(${runningScript});\n`;

async function oneAtATime<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${migrating})`);
    await client.query(`SELECT pg_advisory_lock(${runningScript})`);
    await client.query(`SELECT pg_advisory_unlock(${runningScript})`);
    return await work();
  } finally {
    await client.end();
  }
}

/** A script that is done is noted as done in its own transaction: killed in between, it would be run again. */
const noteDone = `;
UPDATE "_prisma_migrations" SET "finished_at" = now(), "applied_steps_count" = 1
WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL`;

/**
 * Prisma's adapter, but a script is sent whole. The adapter splits it at each semicolon (so no function
 * could be made) and spreads the pieces over connections; whole, PostgreSQL runs it as one transaction.
 */
function wholeScripts(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      adapter.executeScript = async (script) =>
        void (await pool.query(noteRunning + script + noteDone));
      return adapter;
    },
  };
}

async function withDatabase<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    return await withEngine(wholeScripts(pool), work);
  } finally {
    await pool.end();
  }
}

/**
 * Applies every migration that the database lacks; returns their names. Safe to repeat, also after a
 * start that was killed in the middle: a script is one transaction, so a failed one left nothing.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrationsList = await migrationList();
  const apply = async (engine: SchemaEngine) => {
    const { failedMigrationNames } = await diagnose(engine, migrationsList);
    for (const migrationName of failedMigrationNames) {
      await engine.markMigrationRolledBack({ migrationName });
    }
    const applied = await engine.applyMigrations({ migrationsList, filters: noFilters });
    return applied.appliedMigrationNames;
  };
  return oneAtATime(databaseUrl, () => withDatabase(databaseUrl, apply));
}

/** What the database lacks, what failed in it, what was edited after it was applied. */
export async function migrationStatus(databaseUrl: string) {
  const migrationsList = await migrationList();
  return withDatabase(databaseUrl, (engine) => diagnose(engine, migrationsList));
}

function diagnose(engine: SchemaEngine, migrationsList: MigrationList) {
  return engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: noFilters,
  });
}

/**
 * The SQL that leads from the migrations to schema.prisma; null when they agree. Migrations are
 * replayed in an in-memory shadow database.
 */
export async function schemaDrift(): Promise<string | null> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PrismaPGlite } = await import("pglite-prisma-adapter");
  const shadow = new PGlite();
  try {
    const list = await migrationList();
    const content = await readFile(schemaPath, "utf8");
    return await withEngine(new PrismaPGlite(shadow), async (engine) => {
      const { exitCode, stdout } = await engine.diff({
        from: { tag: "migrations", ...list },
        to: { tag: "schemaDatamodel", files: [{ path: schemaPath, content }] },
        script: true,
        exitCode: true,
        filters: noFilters,
      });
      return exitCode === 0 ? null : (stdout ?? "");
    });
  } finally {
    await shadow.close();
  }
}
