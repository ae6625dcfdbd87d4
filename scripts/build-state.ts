import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

/** Whether the production build was made from the sources as they are. */
export function isBuildCurrent(root: string): boolean {
  const note = noteFile(root);
  const isThere = existsSync(join(root, ".next", "BUILD_ID")) && existsSync(note);
  return isThere && readFileSync(note, "utf8") === sourceHash(root);
}

/**
 * Runs a build and notes what it was made from: the sources as they were when it began. Without the
 * note, a build that was killed is made again.
 */
export async function withBuildNote(root: string, build: () => Promise<boolean>): Promise<boolean> {
  const hash = sourceHash(root);
  rmSync(noteFile(root), { force: true });
  if (!(await build())) return false;
  writeFileSync(noteFile(root), hash);
  return true;
}

function noteFile(root: string): string {
  return join(root, ".next", "poolkeeper-sources");
}

function sourceHash(root: string): string {
  const hash = createHash("sha256");
  for (const source of sources) addTo(hash, root, source);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, root: string, path: string) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  for (const file of filesOf(full).sort()) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file));
  }
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
    .map((entry) => join(entry.parentPath, entry.name));
}
