// Starts main.ts as one file, made anew when a source or a package has changed: 130 files take twice as long to load.
import { existsSync, readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, ".bundle");
const bundle = join(folder, "main.mjs");
const packages = join(import.meta.dirname, "..", "node_modules", ".package-lock.json");

const changedAt = (path) => statSync(path).mtimeMs;

function isCurrent() {
  if (!existsSync(bundle)) return false;
  const madeAt = changedAt(bundle);
  const sources = readdirSync(import.meta.dirname, { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(import.meta.dirname, name));
  return [...sources, ...(existsSync(packages) ? [packages] : [])].every(
    (path) => changedAt(path) < madeAt,
  );
}

async function make() {
  const { build, stop } = await import("esbuild");
  const own = join(folder, `main-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, "main.ts")],
    outfile: own,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  // Its process would stay as long as this one.
  await stop();
  // Others may start at the same time.
  renameSync(own, bundle);
}

if (!isCurrent()) await make();
await import("./.bundle/main.mjs");
