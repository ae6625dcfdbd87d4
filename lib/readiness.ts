import "server-only";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { db, isDatabaseGone } from "@/lib/db";
import { env } from "@/lib/env";
import { withWixContext } from "@/lib/wix/context";
import { listProgramDefinitions } from "@/lib/wix/program-definitions";

/** What cannot be found out without the database is unknown: the migrations, and Wix, whose budget it keeps. */
export interface Readiness {
  database: "ok" | "gone";
  migrations: "ok" | "behind" | "unknown";
  wix: "ok" | "silent" | "unknown";
}

/** How long what Wix said stays good, in ms: probes must not eat the request budget. */
const wixGoodForMs = 30_000;
let lastAsked: { at: number; state: Promise<Readiness["wix"]> } | null = null;

/** Whether all that a page needs is there. Asks Wix at most twice a minute, however many ask and whatever it says. */
export async function readiness(): Promise<Readiness> {
  const applied = await appliedMigrations();
  if (!applied) return { database: "gone", migrations: "unknown", wix: "unknown" };
  const hasMigrated = (await expectedMigrations()).every((name) => applied.has(name));
  return { database: "ok", migrations: hasMigrated ? "ok" : "behind", wix: await wixState() };
}

/** Null when the database is gone. */
async function appliedMigrations(): Promise<Set<string> | null> {
  try {
    const [table] = await db().$queryRaw<{ isThere: boolean }[]>`
      SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS "isThere"`;
    if (!table?.isThere) return new Set();
    const rows = await db().$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`;
    return new Set(rows.map((row) => row.migration_name));
  } catch (error) {
    if (isDatabaseGone(error)) return null;
    throw error;
  }
}

async function expectedMigrations(): Promise<string[]> {
  const entries = await readdir(join(process.cwd(), "prisma", "migrations"), {
    withFileTypes: true,
  });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

function wixState(): Promise<Readiness["wix"]> {
  const at = performance.now();
  if (!lastAsked || at - lastAsked.at >= wixGoodForMs) lastAsked = { at, state: askWix() };
  return lastAsked.state;
}

async function askWix(): Promise<Readiness["wix"]> {
  const deadlineAt = new Date(Date.now() + Math.min(env().wixDeadlineMs, 5_000));
  const context = { requestClass: "interactive" as const, deadlineAt, wixRequestIds: [] };
  try {
    await withWixContext(context, () =>
      listProgramDefinitions({ limit: 1, namespace: env().namespace }),
    );
    return "ok";
  } catch {
    return "silent";
  }
}
