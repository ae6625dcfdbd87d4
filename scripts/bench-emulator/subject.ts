import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..", "..");
const script = (name: string) => join(import.meta.dirname, name);

/** An emulator in a process of its own. */
export interface Subject {
  url: string;
  port: number;
  /** From the spawn to the first answer. */
  startMs: number;
  stop(): Promise<void>;
}

/** A folder with a journal of so many programs. */
export async function filled(programs: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "emulator-bench-"));
  const args = ["--import", "tsx", script("fill.ts"), folder, String(programs)];
  const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: "inherit" }), "exit");
  if (code !== 0) throw new Error("the journal could not be written");
  return folder;
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** As `npm run emulator` starts it. */
export async function start(folder?: string): Promise<Subject> {
  const started = performance.now();
  const env = { ...process.env, EMULATOR_PORT: "0", EMULATOR_DATA: folder ?? "" };
  const child = spawn(process.execPath, ["emulator/main.mjs"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(child.stdout), "line");
  const url = /http:\/\/[\d.]+:\d+/.exec(String(line))?.[0] ?? "";
  await (await fetch(`${url}/__emulator/clock`)).text();
  const startMs = performance.now() - started;
  return { url, port: Number(new URL(url).port), startMs, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  const dying = once(child, "exit");
  child.kill("SIGTERM");
  await dying;
}

const result = z.object({ ms: z.number(), times: z.array(z.number()) });

export type Result = z.output<typeof result>;

/** The process that asks. */
export class Client {
  readonly #child = fork(script("load.ts"), { execArgv: ["--import", "tsx"], cwd: root });

  /** Sends all, on some connections at once. */
  async send({ port }: Subject, requests: readonly string[]): Promise<Result> {
    const answered = once(this.#child, "message");
    this.#child.send({ port, connections: 8, requests });
    const [message] = await answered;
    const { data } = result.safeParse(message);
    if (!data) throw new Error(`a request was not answered: ${JSON.stringify(message)}`);
    return data;
  }

  end(): void {
    this.#child.kill();
  }
}
