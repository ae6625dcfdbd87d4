import "server-only";
import { db, type Transaction } from "@/lib/db";
import { env } from "@/lib/env";
import { siteId } from "@/lib/site";

/** An attempt that is ours to look up, and what the time is: the database's, since instances need not agree on theirs. */
export interface Claim {
  id: string;
  now: Date;
}

/** Longer than a look-up can take: until then the other instances pass it by. */
const claimedMs = () => 2 * env().wixDeadlineMs;

/** Claims the open attempt that has been due longest; null when none is. */
export async function claimNextDue(): Promise<Claim | null> {
  const [claimed] = await db().$queryRaw<Claim[]>`
    UPDATE "Attempt" SET "reconcileAt" = clock_timestamp() + ${claimedMs()}::int * interval '1 ms'
    WHERE "id" = (
      SELECT "id" FROM "Attempt"
      WHERE "siteId" = ${siteId()} AND "outcome" IN ('intended', 'unknown') AND "reconcileAt" <= clock_timestamp()
      ORDER BY "reconcileAt" LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING "id", clock_timestamp() AS "now"`;
  return claimed ?? null;
}

/** Claims one attempt, due or not: `early` before 2 × deadline has passed since it began, `closed` when it is not open. */
export async function claimAttempt(id: string): Promise<Claim | "early" | "closed"> {
  const [claimed] = await db().$queryRaw<(Claim & { isRipe: boolean })[]>`
    UPDATE "Attempt" SET "reconcileAt" = CASE
      WHEN "startedAt" + ${2 * env().wixDeadlineMs}::int * interval '1 ms' <= clock_timestamp()
        THEN clock_timestamp() + ${claimedMs()}::int * interval '1 ms'
      ELSE "reconcileAt" END
    WHERE "id" = ${id}::uuid AND "siteId" = ${siteId()} AND "outcome" IN ('intended', 'unknown')
    RETURNING "id", clock_timestamp() AS "now",
      "startedAt" + ${2 * env().wixDeadlineMs}::int * interval '1 ms' <= clock_timestamp() AS "isRipe"`;
  if (!claimed) return "closed";
  return claimed.isRipe ? { id: claimed.id, now: claimed.now } : "early";
}

/** After so long a person may decide, even if Wix may still tell. Source: ours. */
export const longInDoubtMs = 600_000;

/** Whether an attempt has been open so long that a person may decide. */
export async function isLongInDoubt(id: string, tx: Transaction = db()): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isLong: boolean }[]>`
    SELECT "startedAt" + ${longInDoubtMs}::int * interval '1 ms' <= clock_timestamp() AS "isLong"
    FROM "Attempt" WHERE "id" = ${id}::uuid`;
  return row?.isLong ?? false;
}

/** Leaves an attempt alone for so long. */
export async function leaveUntil(id: string, ms: number): Promise<void> {
  await db().$executeRaw`
    UPDATE "Attempt" SET "reconcileAt" = clock_timestamp() + ${ms}::int * interval '1 ms'
    WHERE "id" = ${id}::uuid`;
}
