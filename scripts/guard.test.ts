import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { killAll, living, survivors } from "./test/launcher";

const guard = join(import.meta.dirname, "guard.mjs");

/** Says its pid and its child's; neither ends when it is asked to, if it is stubborn. */
const program = `
const { spawn } = require("node:child_process");
if (process.argv[1] === "stubborn") for (const s of ["SIGINT", "SIGTERM"]) process.on(s, () => {});
const args = process.argv[1] === "stubborn" ? ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"] : ["-e", "setInterval(() => {}, 1000)"];
const child = spawn(process.execPath, args, { stdio: "ignore" });
console.log(process.pid, child.pid);
setInterval(() => {}, 1000);
`;

let pids: number[] = [];
afterEach(() => killAll(pids));

async function guarded(...args: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [guard, "SIGTERM", process.execPath, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (!child.stdout) throw new Error("no stdout");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  pids = [child.pid ?? 0, ...String(line).split(" ").map(Number)];
  expect(living(pids)).toHaveLength(3);
  return child;
}

describe("a guard", () => {
  it.each(["willing", "stubborn"])(
    "ends a %s command, and what it started, within two seconds of its own pipe's end",
    async (kind) => {
      const child = await guarded("-e", program, kind);
      child.stdin?.end();
      expect(await survivors(pids)).toEqual([]);
    },
  );

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("does so on %s too", async (name) => {
    const child = await guarded("-e", program, "willing");
    child.kill(name);
    expect(await survivors(pids)).toEqual([]);
  });

  it("ends what a command leaves behind when it ends by itself, and has its exit code", async () => {
    const leaves = program.replace(
      /setInterval\(\(\) => \{\}, 1000\);\n$/,
      "process.exitCode = 7; child.unref();",
    );
    const child = await guarded("-e", `${leaves}; setTimeout(() => {}, 300)`, "willing");
    const [code] = await once(child, "exit");
    expect(code).toBe(7);
    expect(await survivors(pids)).toEqual([]);
  });
});
