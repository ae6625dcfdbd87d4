import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** The lock file marks the root, in which the packages lie. */
const left = ["node_modules", "package-lock.json", "test-results", "playwright-report"];

/**
 * The sources once more, with the same packages: one folder has one `next dev`, and the reader's own
 * may run. Below `.next`, where no other tool looks for sources.
 */
export function copySources() {
  const path = resolve(".next", "npm-run-dev");
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  remove();
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(".")) {
    if (name.startsWith(".") || left.includes(name)) continue;
    cpSync(name, join(path, name), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(path, "node_modules"), "junction");
  return { path, remove };
}
