import { spawnSync } from "node:child_process";

/** `npm test`: every check, in order of cost; the first that fails ends the run. */
const steps: [name: string, command: string, ...args: string[]][] = [
  ["types", "npm", "run", "--silent", "typecheck"],
  ["lint", "npm", "run", "--silent", "lint"],
  ["format", "npm", "run", "--silent", "format:check"],
  ["drift", "npm", "run", "--silent", "db:check"],
  ["unit and contract", "npm", "run", "--silent", "test:unit"],
  ["end to end", "npm", "run", "--silent", "test:e2e"],
];

for (const [name, command, ...args] of steps) {
  console.log(`\n== ${name}`);
  const startedAt = Date.now();
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  console.log(
    `== ${name}: ${status === 0 ? "passed" : "failed"} in ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
  if (status !== 0) process.exit(1);
}
