import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { measure, pagesOf, scriptBytes, warmUp } from "./pages";
import { newPlace, Portal, removePlace, type Place } from "./portal";
import { brokenBudgets, report, type Findings, type Starts } from "./report";
import { partOf } from "../bench-emulator/report";
import { measureWrites } from "./writes";

/** `npm run bench`: measures against the budgets and writes docs/performance.md; 1 when one is broken. */
const root = resolve(import.meta.dirname, "..", "..");

async function main(): Promise<number> {
  const place = await newPlace();
  try {
    const findings = await findingsOf(place);
    const broken = brokenBudgets(findings);
    const text = report(findings, broken, new Date().toISOString().slice(0, 10));
    const path = join(root, "docs", "performance.md");
    // The emulator's part is another command's.
    writeFileSync(path, `${text}\n${partOf(readFileSync(path, "utf8"))}\n`);
    spawnSync("npx", ["prettier", "--write", "docs/performance.md"], { cwd: root });
    console.log(text);
    return broken.length === 0 ? 0 : 1;
  } finally {
    removePlace(place);
  }
}

async function findingsOf(place: Place): Promise<Findings> {
  const loadBefore = load();
  const starts = await measureStarts(place);
  const portal = await Portal.start(place);
  try {
    await fill(place);
    const signInBytes = await scriptBytes(portal, (await portal.get("/sign-in")).html);
    await portal.signIn("owner@example.com", "poolkeeper-demo");
    const all = await pagesOf(portal);
    await warmUp(portal, all);
    const pages = await measure(portal, all);
    const writes = await measureWrites(portal);
    return { loads: [loadBefore, load()], starts, signInBytes, pages, writes };
  } finally {
    await portal.stop();
  }
}

const load = () => loadavg()[0] ?? 0;

/** The first one builds, as after `npm ci`. */
async function measureStarts(place: Place): Promise<Starts> {
  for (const name of ["BUILD_ID", "cache", "poolkeeper-sources"]) {
    rmSync(join(root, ".next", name), { recursive: true, force: true });
  }
  const firstMs = await startOnce(place);
  const later = [await startOnce(place), await startOnce(place), await startOnce(place)];
  return { firstMs, laterMs: later.sort((a, b) => a - b)[1] ?? NaN };
}

async function startOnce(place: Place): Promise<number> {
  const portal = await Portal.start(place);
  await portal.stop();
  return portal.firstPageMs;
}

async function fill({ env }: Place) {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/bench/fill.ts"];
  const quiet = { ...env, LOG_LEVEL: "warn" };
  const child = spawn(process.execPath, args, { cwd: root, env: quiet, stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("the namespace could not be filled");
}

process.exit(await main());
