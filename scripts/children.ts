import { spawn, type ChildProcess } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "..");
const guard = join(root, "scripts", "guard.mjs");
const children = new Map<string, ChildProcess>();
const closers: (() => Promise<void>)[] = [];
let isStopping = false;

/** Whether the end has begun; nothing more is started or said then. */
export const isEnding = () => isStopping;

/** Writes to the one log, each line with who says it. */
export function say(name: string, text: string): void {
  for (const line of text.trimEnd().split("\n")) console.log(`${name.padEnd(9)}| ${line}`);
}

/** Starts a Node program that is to run until we end; when it ends before, all ends. */
export function run(name: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  keep(name, begin(args, env));
}

/** Takes on a child that holds a pipe from this process; when it ends, all ends. */
export function keep(name: string, child: ChildProcess): void {
  const heard = adopt(name, child);
  child.once("exit", (code, signal) => {
    if (isStopping) return;
    void heard.then(() => {
      if (isStopping) return;
      say(name, `ended with ${signal ?? `code ${code}`}`);
      void stop(1);
    });
  });
}

/** Runs a Node program to its end; true when it ended with 0. */
export async function finish(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  if (isStopping) return false;
  const child = begin([guard, "SIGTERM", process.execPath, ...args], env);
  const heard = adopt(name, child);
  const code = await new Promise((done) => child.once("exit", done));
  await heard;
  return code === 0;
}

/** What else is to end before the database does. */
export function onStop(end: () => Promise<void>): void {
  closers.push(end);
}

/** Ends the portal and its emulator, then their database, then us. The guards give each a second. */
export async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  const { database, ...others } = Object.fromEntries(children);
  await Promise.all([...Object.values(others).map(end), ...closers.map((close) => close())]);
  await end(database);
  process.exit(code);
}

/** Its own process group, or Ctrl-C would reach the database before its clients. */
function begin(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, env, stdio: "pipe", detached: true });
}

const lastWordsMs = 250;

/** Says what it says. The promise is kept when all of that was heard, soon after its end. */
function adopt(name: string, child: ChildProcess): Promise<void> {
  children.set(name, child);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on("line", (line) => say(name, line));
  }
  return new Promise((done) => {
    child.once("close", () => done());
    child.once("exit", () => {
      children.delete(name);
      setTimeout(done, lastWordsMs);
    });
  });
}

function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.stdin?.end();
  });
}
