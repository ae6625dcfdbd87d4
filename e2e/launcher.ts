import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launcherEnvironment } from "./launcher-environment";

interface Options {
  data: string;
  portalPort: number;
  emulatorPort: number;
  /** The sources that it serves as `npm run dev` does; otherwise ours, as `npm start` does. */
  devRoot?: string;
  /** What this launcher is told besides. */
  env?: Record<string, string>;
}

/** A line of the portal's log. */
interface LogLine {
  msg: string;
  [field: string]: unknown;
}

/** A launcher of a test's own, beside the one that the runner started. */
export interface Launcher {
  origin: string;
  /** What the portal has written to the log so far. */
  logged: () => LogLine[];
  /** Ends it as Ctrl-C does. */
  stop: () => Promise<void>;
  /** Kills it and all that it started, none of them warned: as a power cut does. */
  kill: () => Promise<void>;
}

/** A folder of its own, which PostgreSQL as nobody can pass. */
export function newFolder() {
  const path = mkdtempSync(join(tmpdir(), "poolkeeper-e2e-"));
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Starts a launcher and waits until the portal answers. */
export async function startLauncher(options: Options): Promise<Launcher> {
  const { portalPort, devRoot, env } = options;
  const args = ["--import", "tsx", "scripts/start.ts", ...(devRoot ? ["--dev"] : [])];
  const child = spawn(process.execPath, args, {
    ...(devRoot ? { cwd: devRoot } : {}),
    env: { ...process.env, ...launcherEnvironment(options), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => (output += text.toString()));
  }
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const origin = `http://127.0.0.1:${portalPort}`;
  const until = Date.now() + 60_000;
  while (!(await answers(`${origin}/api/health`))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill("SIGKILL");
      throw new Error(`The launcher did not start:\n${output}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    origin,
    logged: () =>
      [...output.matchAll(/^web +\| (\{.*\})$/gm)].map(([, json = ""]) => JSON.parse(json)),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
    async kill() {
      for (const pid of child.pid ? withDescendants(child.pid) : []) killIfThere(pid);
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}

function withDescendants(root: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  for (const pid of found) {
    for (const [child, parent] of pairs) if (parent === pid && child) found.push(child);
  }
  return found;
}

/** A process may end by itself when its parent does. */
function killIfThere(pid: number) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
