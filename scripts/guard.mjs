// Runs a command and ends it when our stdin closes: a child of the launcher thus never outlives it,
// not even when the launcher is killed with -9.
// Usage: node guard.mjs [--as-nobody] <signal> <command> [arguments]
import { spawn } from "node:child_process";

const [first, ...others] = process.argv.slice(2);
const isNobody = first === "--as-nobody";
const [signal, command, ...args] = isNobody ? others : [first, ...others];
const child = spawn(command, args, {
  stdio: ["ignore", "inherit", "inherit"],
  ...(isNobody ? { uid: 65534, gid: 65534 } : {}),
});

/** Asks the command to end, and makes it when it has not within a second. */
function end() {
  child.kill(signal);
  setTimeout(() => child.kill("SIGKILL"), 1000).unref();
}

process.stdin.resume();
process.stdin.on("end", end);
process.stdin.on("error", end);
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, end);
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code) => process.exit(code ?? 1));
