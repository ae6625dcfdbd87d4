import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { readFileSync, rmSync } from "node:fs";
import pg from "pg";
import { cannotRun, isAlive, isRoot, openCluster, type Cluster } from "./cluster";

const root = resolve(import.meta.dirname, "..");

/** A database that runs, and how to end it. `child` is null when somebody else had started it. */
export interface Database {
  url: string;
  child: ChildProcess | null;
}

const startsWithinMs = 30_000;
const pollMs = 25;

/**
 * Starts the embedded PostgreSQL on its data below `folder`, or finds it running there. It ends
 * when this process ends. Throws one sentence that names DATABASE_URL when it cannot run here.
 */
export async function startDatabase(folder: string): Promise<Database> {
  const cluster = openCluster(folder);
  const until = Date.now() + startsWithinMs;
  for (;;) {
    const running = await findRunning(cluster, until);
    if (running) return { url: running, child: null };
    const { database, complaint } = await tryStart(cluster, until);
    if (database) return database;
    // Another may have started it meanwhile, or what is left of one that was killed is still ending.
    if (Date.now() > until) {
      throw cannotRun(`The embedded PostgreSQL did not start: ${complaint || "it said nothing"}`);
    }
    await pause();
  }
}

/** Ends a database that startDatabase started, and waits for it; one that it found goes on. */
export async function stopDatabase({ child }: Database): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((done) => {
    child.once("exit", () => done());
    child.stdin?.end();
  });
}

interface Start {
  database: Database | null;
  complaint: string;
}

async function tryStart(cluster: Cluster, until: number): Promise<Start> {
  const port = await freePort();
  const url = urlOf(port, cluster.password);
  const child = spawnServer(cluster, port);
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  while (!isReady(cluster) || !(await answers(url))) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (hasEnded) return { database: null, complaint: complaint.trim() };
    if (Date.now() > until) throw cannotRun("The embedded PostgreSQL did not start in time");
    await pause();
  }
  return { database: { url, child }, complaint };
}

function spawnServer({ place, data, binaries }: Cluster, port: number): ChildProcess {
  const options = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    shared_buffers: "32MB",
    max_connections: "60",
    logging_collector: "off",
    log_min_messages: "fatal",
  };
  return spawn(
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
}

/** The server writes its state into the eighth line; asked before, it would only complain in the log. */
function isReady({ data }: Cluster): boolean {
  return pidFile(data)?.[7]?.trim() === "ready";
}

function pidFile(data: string): string[] | null {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
}

/**
 * The address of a server on these data; null when none lives. One that lives is waited for, because
 * a second one on the same data would destroy them. A pid that went to another program is no server.
 */
async function findRunning({ data, password }: Cluster, until: number): Promise<string | null> {
  for (;;) {
    const [pid, , , port] = pidFile(data) ?? [];
    if (!pid || !isAlive(Number(pid))) return null;
    if (!isPostgres(Number(pid))) {
      rmSync(join(data, "postmaster.pid"), { force: true });
      return null;
    }
    const url = urlOf(Number(port), password);
    if (Number(port) > 0 && (await answers(url))) return url;
    if (Date.now() > until) throw cannotRun(`A PostgreSQL on ${data} does not answer`);
    await pause();
  }
}

/** Whether a living process is a PostgreSQL; true where nobody tells. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    // Not Linux, or it has ended since.
  }
  const { status, stdout } = spawnSync("ps", ["-o", "args=", "-p", String(pid)], {
    encoding: "utf8",
  });
  return status !== 0 || stdout.includes("postgres");
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

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, pollMs));
}
