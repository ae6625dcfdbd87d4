import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageDifferences, packagesIn } from "./packages";
import { table } from "./table";

const usage = `npm run sdk-diff -- <version or folder>

Compares the typings of @wix/benefit-programs in use with those of another version of it, or with those
in a folder that holds one, and lists methods, fields, limits and error codes that were added, removed
or changed. Ends with 0 when there is no difference, 1 when there is one, 2 when it could not be told.`;

/** Prints what differs and returns the exit code: 0 equal, 1 different, 2 wrongly used. */
export function run(args: readonly string[], root: string, print: (text: string) => void): number {
  const [other] = args;
  if (args.length !== 1 || other === undefined || other.startsWith("-")) {
    print(usage);
    return 2;
  }
  try {
    const found = compareWith(other, root);
    print(found.length === 0 ? "No difference." : `In use → ${other}\n\n${table(found)}`);
    return found.length === 0 ? 0 : 1;
  } catch (error) {
    print(error instanceof Error ? `sdk-diff: ${error.message}.` : String(error));
    return 2;
  }
}

function compareWith(other: string, root: string) {
  const inUse = packagesIn(root);
  if (existsSync(other) && statSync(other).isDirectory()) {
    return packageDifferences(inUse, packagesIn(other));
  }
  const folder = mkdtempSync(join(tmpdir(), "sdk-diff-"));
  try {
    install(other, folder);
    return packageDifferences(inUse, packagesIn(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs no script of a package. Throws when there is no such version, or no network. */
function install(version: string, folder: string): void {
  if (!/^[\w.^~-]{1,40}$/.test(version)) {
    throw new Error(`"${version}" is neither a folder nor a version`);
  }
  const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  const what = `@wix/benefit-programs@${version}`;
  const { status, stderr } = spawnSync("npm", ["install", ...quiet, "--prefix", folder, what], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  const told =
    stderr.match(/(?<=^npm error (?:\w+ )?)No .+$|(?<=^npm error )(?!code ).+$/m)?.[0] ??
    "npm failed";
  throw new Error(`${what} could not be installed: ${told.replace(/\.$/, "")}`);
}
