import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { startDatabase, stopDatabase } from "./database";
import { applyMigrations } from "./migrations";
import { readOrMake } from "./random-file";
import { readSettings, type Settings } from "./settings";

const root = resolve(import.meta.dirname, "..");

/** What the emulator takes for true: a site and an app of its own, secret to nobody. */
const identity = {
  appId: "5b0a7e52-5c1c-4f5e-9a3b-0a4f6a1f4010",
  appSecret: "an-emulator-has-no-secrets",
  instanceId: "e3a1c0de-0000-4000-8000-000000004010",
};

/** Reads `.env`, where the environment does not say otherwise. */
export function loadEnvFile(): void {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The folder of all that a machine keeps: database, journal, secret. */
export function dataFolder(): string {
  return resolve(root, process.env.POOLKEEPER_DATA || ".data");
}

/** The environment of portal and emulator, but for the database's address. */
export function portalEnvironment(settings: Settings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || secret(),
    POOLKEEPER_DEMO: settings.isDemo ? "1" : "0",
    ...(settings.isEmulated ? emulatorVariables(settings) : {}),
  };
}

function emulatorVariables({ emulatorPort }: Settings) {
  return {
    EMULATOR_PORT: String(emulatorPort),
    EMULATOR_DATA: emulatorFolder(),
    EMULATOR_DELAY_MS: process.env.EMULATOR_DELAY_MS || "1500",
    EMULATOR_RATE_LIMIT: process.env.EMULATOR_RATE_LIMIT || "200",
    EMULATOR_APP_ID: identity.appId,
    EMULATOR_APP_SECRET: identity.appSecret,
    EMULATOR_INSTANCE_ID: identity.instanceId,
    WIX_API_ORIGIN: `http://127.0.0.1:${emulatorPort}`,
    WIX_APP_ID: identity.appId,
    WIX_APP_SECRET: identity.appSecret,
    WIX_INSTANCE_ID: identity.instanceId,
  };
}

/** Where the emulator keeps its journal. */
export function emulatorFolder(): string {
  return resolve(root, process.env.EMULATOR_DATA || join(dataFolder(), "emulator"));
}

/**
 * Runs a command with the database of DATABASE_URL, else the embedded one: started when it is not
 * running, and ended afterwards. What lib reads of the environment is set as the launcher sets it.
 */
export async function withDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  try {
    loadEnvFile();
    Object.assign(process.env, portalEnvironment(readSettings(process.env)));
    return await (process.env.DATABASE_URL ? work(process.env.DATABASE_URL) : withEmbedded(work));
  } catch (error) {
    const isSentence = error instanceof Error && sentences.has(error.name);
    if (!isSentence) throw error;
    console.error(error.message);
    return process.exit(1);
  }
}

/** Errors whose message is for the reader. lib's is known by name: not every command may import lib. */
const sentences = new Set(["CannotStart", "EnvironmentError"]);

async function withEmbedded<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const database = await startDatabase(dataFolder());
  try {
    process.env.DATABASE_URL = database.url;
    return await work(database.url);
  } finally {
    await stopDatabase(database);
  }
}

/** As withDatabase, for what reads our tables: an embedded database is migrated first. */
export function withTables<T>(work: () => Promise<T>): Promise<T> {
  loadEnvFile();
  const isEmbedded = !process.env.DATABASE_URL;
  return withDatabase(async (url) => {
    if (isEmbedded) await applyMigrations(url);
    return work();
  });
}

/** A secret of this machine's own, made once. */
function secret(): string {
  mkdirSync(dataFolder(), { recursive: true });
  return readOrMake(join(dataFolder(), "secret"), 32);
}
