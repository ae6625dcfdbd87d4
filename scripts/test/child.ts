import { spawn } from "node:child_process";
import { join } from "node:path";
import { inherited } from "./environment";

const root = join(import.meta.dirname, "..", "..");

export interface Ended {
  stdout: string;
  stderr: string;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Runs a script of this folder as a process of its own, on the same database and emulator, to its end. */
export function runChild(
  script: string,
  args: readonly string[] = [],
  variables: Record<string, string> = {},
): Promise<Ended> {
  const path = join(import.meta.dirname, script);
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", path, ...args],
    { cwd: root, env: inherited(variables), stdio: ["ignore", "pipe", "pipe"] },
  );
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (code, signal) => done({ stdout, stderr, code, signal }));
  });
}
