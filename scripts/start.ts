import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { isBuildCurrent, withBuildNote } from "./build-state";
import { finish, isEnding, keep, onStop, run, say, stop } from "./children";
import { startDatabase } from "./database";
import { lacksDemoData } from "./demo";
import { dataFolder, emulatorFolder, loadEnvFile, portalEnvironment } from "./environment";
import { lockFolder } from "./folder-lock";
import { applyMigrations } from "./migrations";
import { claimPort, reachable } from "./ports";
import { CannotStart, readSettings, type Settings } from "./settings";

/** `npm run dev` and `npm start`: everything that Poolkeeper needs on one machine, in one process tree. */
const root = resolve(import.meta.dirname, "..");
const isDev = process.argv.includes("--dev");
const guard = join(root, "scripts", "guard.mjs");
const next = join(root, "node_modules", "next", "dist", "bin", "next");
const inServer = ["--conditions=react-server", "--import", "tsx"];

async function main() {
  loadEnvFile();
  const settings = readSettings(process.env);
  await claimPort(settings.port, settings.host, "PORT");
  if (settings.isEmulated) await claimPort(settings.emulatorPort, "127.0.0.1", "EMULATOR_PORT");
  mkdirSync(dataFolder(), { recursive: true });
  const env = {
    ...portalEnvironment(settings),
    NODE_ENV: isDev ? ("development" as const) : ("production" as const),
    NEXT_TELEMETRY_DISABLED: "1",
  };
  // Both take half a second, and most starts need both.
  const [databaseUrl] = await Promise.all([openDatabase(settings), checkEnvironment(env)]);
  await serve(settings, { ...env, DATABASE_URL: databaseUrl });
}

async function checkEnvironment(env: NodeJS.ProcessEnv) {
  const isRight = await finish("start", [...inServer, "scripts/check-environment.ts"], env);
  if (!isRight) throw new CannotStart("The environment is not right; what is wrong is said above.");
}

async function openDatabase({ isEmulated }: Settings): Promise<string> {
  const url = process.env.DATABASE_URL || (await startEmbedded());
  if (isEmulated) onStop(await lockFolder(url, emulatorFolder()));
  const applied = await applyMigrations(url);
  if (applied.length > 0) say("database", `migrations applied: ${applied.join(", ")}`);
  return url;
}

async function startEmbedded(): Promise<string> {
  const { url, child } = await startDatabase(dataFolder());
  if (child) keep("database", child);
  else say("database", "found running");
  return url;
}

async function serve({ port, host, isEmulated, isDemo }: Settings, env: NodeJS.ProcessEnv) {
  if (isEmulated) {
    run("emulator", ["emulator/main.mjs", "--until-stdin-ends"], env);
  }
  await build(env);
  if (isEmulated) await waitFor(`${env.WIX_API_ORIGIN}/__emulator/health`, "The emulator");
  if (isEmulated && isDemo) await seed(env);
  const mode = isDev ? "dev" : "start";
  const portal = [process.execPath, next, mode, "-p", String(port), "-H", host];
  if (!isEnding()) run("web", [guard, "SIGTERM", ...portal], env);
  const address = `http://${reachable(host)}:${port}`;
  await waitFor(`${address}/api/health`, "The portal");
  const demo = "  Sign in as owner@example.com, password poolkeeper-demo.";
  if (!isEnding()) say("start", `Poolkeeper is ready: ${address}${isDemo ? demo : ""}`);
}

async function build(env: NodeJS.ProcessEnv) {
  if (isDev || isBuildCurrent(root)) return;
  say("start", "building (the sources are new or have changed)");
  const isBuilt = await withBuildNote(root, () => finish("build", [next, "build"], env));
  if (!isBuilt) throw new CannotStart("The build failed; its output is above.");
}

async function seed(env: NodeJS.ProcessEnv) {
  if (!(await lacksDemoData(env.DATABASE_URL ?? ""))) return;
  // What it did is in the audit log; on the screen the address should not have to be looked for.
  const quiet = { ...env, LOG_LEVEL: env.LOG_LEVEL ?? "warn" };
  const isMade = await finish("seed", [...inServer, "prisma/seed.ts"], quiet);
  if (!isMade) say("start", "The demo data could not be made whole; the reason is above.");
}

async function waitFor(url: string, what: string) {
  const until = Date.now() + 60_000;
  while (!isEnding() && !(await answers(url))) {
    if (Date.now() > until) throw new CannotStart(`${what} did not answer within a minute.`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void stop(0));
}
main().catch((error: unknown) => {
  if (isEnding()) return;
  const isKnown = error instanceof CannotStart;
  say("start", isKnown ? error.message : error instanceof Error ? `${error.stack}` : String(error));
  void stop(1);
});
