// Runs a command and ends it, and all that it started, when our stdin closes: a child of the launcher
// thus never outlives it, not even when the launcher is killed with -9.
// Usage: node guard.mjs [--as-nobody] <signal> <command> [arguments]
import { spawn } from "node:child_process";

const [first, ...others] = process.argv.slice(2);
const isNobody = first === "--as-nobody";
const [signal, command, ...args] = isNobody ? others : [first, ...others];
const hasGroups = process.platform !== "win32";
const child = spawn(command, args, {
  stdio: ["ignore", "inherit", "inherit"],
  detached: hasGroups,
  ...(isNobody ? { uid: 65534, gid: 65534 } : {}),
});

/** Asks the command and its own children to end, and makes them when they have not within a second. */
function end() {
  send(signal);
  setTimeout(() => send("SIGKILL"), 1000).unref();
}

function send(name) {
  if (!hasGroups || child.pid === undefined) return child.kill(name);
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

process.stdin.resume();
process.stdin.on("end", end);
process.stdin.on("error", end);
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, end);
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code) => {
  // What it started may have lost its parent and not noticed.
  if (hasGroups) send("SIGKILL");
  process.exit(code ?? 1);
});
