import "server-only";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { withWixContext } from "@/lib/wix/context";
import { listProgramDefinitions } from "@/lib/wix/program-definitions";

export interface Readiness {
  database: "ok" | "gone";
  migrations: "ok" | "behind";
  wix: "ok" | "silent";
}

/** How long what Wix said stays good, in ms: probes must not eat the request budget. */
const wixGoodForMs = 30_000;
let lastAsked: { at: number; state: Promise<Readiness["wix"]> } | null = null;

/** Whether all that a page needs is there. Asks Wix at most twice a minute, however many ask and whatever it says. */
export async function readiness(): Promise<Readiness> {
  const applied = await appliedMigrations();
  const hasMigrated =
    applied !== null && (await expectedMigrations()).every((name) => applied.has(name));
  return {
    database: applied === null ? "gone" : "ok",
    migrations: hasMigrated ? "ok" : "behind",
    wix: await wixState(),
  };
}

async function appliedMigrations(): Promise<Set<string> | null> {
  try {
    const rows = await db().$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`;
    return new Set(rows.map((row) => row.migration_name));
  } catch {
    return null;
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
