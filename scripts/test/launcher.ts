import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../database";

const root = join(import.meta.dirname, "..", "..");

/** Nothing of the test runner's own: what a shell would hand on. */
const shell: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    ["PATH", "HOME", "TMPDIR", "SystemRoot"].map((name) => [name, process.env[name]]),
  ),
  NODE_ENV: "production",
};

/** A new folder that a database can live in. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "poolkeeper-launcher-"));
  // As root the server runs as nobody, who must be able to pass.
  chmodSync(folder, 0o711);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

type Variables = Record<string, string>;

/** Variables with two ports that nobody has. */
export async function own(folder: string, more: Variables = {}): Promise<Variables> {
  const [port, emulatorPort] = [await freePort(), await freePort()];
  return {
    POOLKEEPER_DATA: folder,
    PORT: String(port),
    EMULATOR_PORT: String(emulatorPort),
    ...more,
  };
}

/** A process of ours and all that it says. */
export class Run {
  output = "";
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor(command: string, args: readonly string[], variables: Variables) {
    this.#child = spawn(command, args, {
      cwd: root,
      env: { ...shell, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, as a shell gives to what one types.
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
    }
    this.pid = this.#child.pid ?? 0;
    this.#ended = new Promise((done) => this.#child.once("close", (code) => done(code)));
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The exit code; null after a signal. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  /** Until it has said this. Throws all that it said when it ends before. */
  async says(text: string, withinMs = 60_000): Promise<void> {
    await until(`“${text}”`, () => this.output.includes(text) || this.hasEnded, withinMs);
    if (!this.output.includes(text)) throw new Error(`it ended without “${text}”:\n${this.output}`);
  }

  /** It and all that descends from it. */
  family(): number[] {
    const parents = processes().map(({ pid, parent }) => [pid, parent] as const);
    const found = new Set([this.pid]);
    for (let size = 0; size < found.size;) {
      size = found.size;
      for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
    }
    return [...found];
  }

  /** What of its family runs a command with this in it. */
  running(command: string): number[] {
    const family = new Set(this.family());
    return processes().flatMap(({ pid, args }) =>
      family.has(pid) && args.includes(command) ? [pid] : [],
    );
  }
}

/** `npm start` without npm: the pid is the launcher's own. */
export function startLauncher(variables: Variables): Run {
  return new Run(process.execPath, ["--import", "tsx", "scripts/start.ts"], variables);
}

/** A command of package.json, to its end. */
export async function npm(args: readonly string[], variables: Variables) {
  const run = new Run("npm", ["run", "--silent", ...args], variables);
  const code = await run.ended();
  return { code, output: run.output };
}

/** Kills with -9, all at once. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) signal(pid, "SIGKILL");
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!isGone) throw error;
  }
}

/** Those of these that live. One that nobody has buried yet does not. */
export function living(pids: readonly number[]): string[] {
  const wanted = new Set(pids);
  return processes().flatMap(({ pid, state, args }) =>
    wanted.has(pid) && !state.startsWith("Z") ? [`${pid} ${args}`] : [],
  );
}

/** Those of these that have not ended in time. */
export async function survivors(pids: readonly number[], withinMs = 2_000): Promise<string[]> {
  const startedAt = Date.now();
  for (;;) {
    const alive = living(pids);
    if (alive.length === 0 || Date.now() - startedAt > withinMs) return alive;
    await pause();
  }
}

/** Asks again and again, until it is so. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  const startedAt = Date.now();
  while (!(await isSo())) {
    if (Date.now() - startedAt > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 25));
}

function processes() {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, state = "", args = ""] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), state, args }] : [];
  });
}
