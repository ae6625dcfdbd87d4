import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join, resolve } from "node:path";
import { isBuildCurrent, noteBuild } from "./build-state";
import { dataFolder, startDatabase } from "./database";
import { applyMigrations } from "./migrations";

/** `npm run dev` and `npm start`: everything that Poolkeeper needs on one machine, in one process tree. */
const root = resolve(import.meta.dirname, "..");
const isDev = process.argv.includes("--dev");
if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));

const port = Number(process.env.PORT ?? 3000);
const emulatorPort = Number(process.env.EMULATOR_PORT ?? 4010);
const children = new Map<string, ChildProcess>();
let isStopping = false;

/** What the emulator takes for true: a site and an app of its own, secret to nobody. */
const emulatorIdentity = {
  EMULATOR_APP_ID: "5b0a7e52-5c1c-4f5e-9a3b-0a4f6a1f4010",
  EMULATOR_APP_SECRET: "an-emulator-has-no-secrets",
  EMULATOR_INSTANCE_ID: "e3a1c0de-0000-4000-8000-000000004010",
};

function say(name: string, text: string) {
  for (const line of text.trimEnd().split("\n")) console.log(`${name.padEnd(9)}| ${line}`);
}

function fail(sentence: string): never {
  say("start", sentence);
  void stop(1);
  throw new Error(sentence);
}

/** A child that ends with us, even when we are killed: it holds a pipe from this process. */
function keep(name: string, child: ChildProcess) {
  children.set(name, child);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => say(name, text));
  }
  child.on("exit", (code) => {
    children.delete(name);
    if (isStopping) return;
    say(name, `ended with code ${code}`);
    void stop(1);
  });
}

function run(name: string, args: string[], env: NodeJS.ProcessEnv) {
  keep(
    name,
    spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    }),
  );
}

async function stop(code: number) {
  if (isStopping) return;
  isStopping = true;
  for (const names of [["web", "emulator"], ["database"]]) {
    await Promise.all(names.map((name) => end(children.get(name))));
  }
  process.exit(code);
}

function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.stdin?.end();
  });
}

function isTaken(wanted: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ port: wanted, host: "127.0.0.1" });
    socket.once("connect", () => done((socket.destroy(), true)));
    socket.once("error", () => done(false));
  });
}

async function claimPort(wanted: number, variable: string) {
  if (await isTaken(wanted)) {
    fail(`Port ${wanted} is taken. Set ${variable} to another, as in ${variable}=${wanted + 1}.`);
  }
}

/** A secret of this machine's own, made once. */
function secret(): string {
  const file = join(dataFolder(), "secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function build(env: NodeJS.ProcessEnv) {
  if (isDev || isBuildCurrent(root)) return;
  say("start", "building (the sources are new or have changed)");
  const built = spawnSync(process.execPath, [next, "build"], { cwd: root, env, stdio: "inherit" });
  if (built.status !== 0) fail("The build failed; its output is above.");
  noteBuild(root);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function waitFor(url: string, what: string) {
  const until = Date.now() + 60_000;
  while (!(await answers(url))) {
    if (isStopping) return;
    if (Date.now() > until) fail(`${what} did not answer within a minute.`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function database(): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const { url, child } = await startDatabase(dataFolder());
  if (child) keep("database", child);
  else say("database", "found running");
  return url;
}

const guard = join(root, "scripts", "guard.mjs");
const next = join(root, "node_modules", "next", "dist", "bin", "next");
const wixVariables = [
  "WIX_APP_ID",
  "WIX_APP_SECRET",
  "WIX_INSTANCE_ID",
  "WIX_API_KEY",
  "WIX_SITE_ID",
];

async function main() {
  mkdirSync(dataFolder(), { recursive: true });
  const isEmulated =
    !process.env.WIX_API_ORIGIN && wixVariables.every((name) => !process.env[name]);
  const isDemo = isEmulated && !process.env.OWNER_EMAIL && process.env.POOLKEEPER_DEMO !== "0";
  await claimPort(port, "PORT");
  if (isEmulated) await claimPort(emulatorPort, "EMULATOR_PORT");

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? secret(),
    DATABASE_URL: await database(),
    POOLKEEPER_DEMO: isDemo ? "1" : "0",
  };
  const applied = await applyMigrations(env.DATABASE_URL ?? "");
  if (applied.length > 0) say("database", `migrations applied: ${applied.join(", ")}`);
  if (isEmulated) {
    Object.assign(env, emulatorIdentity, {
      EMULATOR_PORT: String(emulatorPort),
      EMULATOR_DATA: process.env.EMULATOR_DATA ?? join(dataFolder(), "emulator"),
      EMULATOR_DELAY_MS: process.env.EMULATOR_DELAY_MS ?? "1500",
      WIX_API_ORIGIN: `http://127.0.0.1:${emulatorPort}`,
      WIX_APP_ID: emulatorIdentity.EMULATOR_APP_ID,
      WIX_APP_SECRET: emulatorIdentity.EMULATOR_APP_SECRET,
      WIX_INSTANCE_ID: emulatorIdentity.EMULATOR_INSTANCE_ID,
    });
    run("emulator", ["--import", "tsx", "emulator/main.ts", "--until-stdin-ends"], env);
  }
  build(env);
  if (isEmulated) await waitFor(`${env.WIX_API_ORIGIN}/__emulator/health`, "The emulator");
  if (isDemo) seed(env);
  const host = process.env.HOST ?? (isDemo ? "127.0.0.1" : "0.0.0.0");
  run(
    "web",
    [
      guard,
      "SIGTERM",
      process.execPath,
      next,
      isDev ? "dev" : "start",
      "-p",
      String(port),
      "-H",
      host,
    ],
    env,
  );
  const address = `http://127.0.0.1:${port}`;
  await waitFor(`${address}/api/health`, "The portal");
  if (isStopping) return;
  const demo = "  Sign in as owner@example.com, password poolkeeper-demo.";
  say("start", `Poolkeeper is ready: ${address}${isDemo ? demo : ""}`);
}

function seed(env: NodeJS.ProcessEnv) {
  const args = ["--conditions=react-server", "--import", "tsx", "prisma/seed.ts"];
  const seeded = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
  if (seeded.stdout.trim()) say("seed", seeded.stdout);
  if (seeded.status !== 0) fail(`The demo data could not be made:\n${seeded.stderr}`);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));
main().catch((error: unknown) => {
  if (isStopping) return;
  say("start", error instanceof Error ? error.message : String(error));
  void stop(1);
});
