import "server-only";
import { z } from "zod";
import { ask, db } from "@/lib/db";
import { env } from "@/lib/env";
import { siteId } from "@/lib/site";

/** Interactive: a person waits, 2 s at most for all that a page or a write asks. Bulk: paced over what people leave, never below 10 %. */
export type RequestClass = "interactive" | "bulk";

/** No request may be sent now; `retryAfterMs` says when one may. Nothing was sent. */
export class BudgetExhausted extends Error {
  override readonly name = "BudgetExhausted";
  constructor(readonly retryAfterMs: number) {
    super(`no request budget for ${retryAfterMs} ms`);
  }
}

const interactiveWaitMs = 2_000;
const bulkShare = 0.1;
const zeros: number[] = Array.from({ length: 61 }, () => 0);
const pollMs = 250;

/**
 * Takes one request out of the site's budget: never more than the limit (requests a minute; lowered
 * for a while after a 429) in any 60 s, over all instances. Waits while there is none, and returns for how many ms;
 * throws BudgetExhausted when a person would wait longer than 2 s, counted with the `waitedMs` of their other requests,
 * or when `deadlineAt` comes first. Source of the limit: wix-api.md section 5 (200 a minute).
 */
export async function takeRequest(
  requestClass: RequestClass,
  deadlineAt: Date,
  waitedMs = 0,
): Promise<number> {
  const startedAt = Date.now();
  const waitUntil =
    requestClass === "interactive"
      ? Math.min(startedAt + interactiveWaitMs - waitedMs, deadlineAt.getTime())
      : deadlineAt.getTime();
  for (let isFirst = true; ; isFirst = false) {
    const waitMs = await tryTake(requestClass);
    if (waitMs === 0) return isFirst ? 0 : Date.now() - startedAt;
    if (Date.now() + waitMs > waitUntil) throw new BudgetExhausted(await msUntilFree());
    await new Promise((done) => setTimeout(done, waitMs));
  }
}

/** After a 429: half the limit for `forMs` (a minute when Wix does not say). A longer lowering stays. */
export async function lowerBudget(forMs = 60_000): Promise<void> {
  const loweredTo = Math.max(1, Math.floor(env().requestsPerMinute / 2));
  await db().$executeRaw`
    UPDATE "RequestBudget" SET "loweredTo" = ${loweredTo}::int,
      "loweredUntil" = greatest("loweredUntil", clock_timestamp() + ${forMs}::float8 * interval '1 ms')
    WHERE "siteId" = ${siteId()}`;
}

/** $1 site, $2 whether it is bulk work, $3 the limit. */
const takeQuery = `
  WITH taken AS (
    UPDATE "RequestBudget" AS b SET
      "second" = greatest(b."second", clock.second),
      "interactive" = budget_bump(budget_shift(b."interactive", clock.second - b."second"), (NOT $2::boolean)::int),
      "bulk" = budget_bump(budget_shift(b."bulk", clock.second - b."second"), ($2::boolean)::int),
      "bulkTakenAt" = CASE WHEN $2::boolean THEN clock_timestamp() ELSE b."bulkTakenAt" END
    FROM (SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS second) AS clock
    WHERE b."siteId" = $1 AND budget_allows(b, clock.second, $2::boolean, $3::int, ${bulkShare}::float8)
    RETURNING true
  )
  SELECT EXISTS (SELECT FROM taken) AS "isTaken", (
    SELECT least(${pollMs}, 1000 * greatest(0, extract(epoch FROM
      budget_bulk_at(b, floor(extract(epoch FROM clock_timestamp()))::bigint, $3::int, ${bulkShare}::float8)
      - clock_timestamp())))::float8
    FROM "RequestBudget" AS b WHERE b."siteId" = $1) AS "bulkInMs"`;

const taken = z.object({ isTaken: z.boolean(), bulkInMs: z.number().nullable() });

/**
 * One UPDATE: shifts the one-second counters to the present, and counts a request when the window has
 * room. 61 counters cover any 60 s, wherever in a second they begin. While bulk work wants to go on,
 * a tenth is kept for it. Returns 0, or the ms after which it is worth asking again.
 */
async function tryTake(requestClass: RequestClass): Promise<number> {
  const site = siteId();
  const limit = env().requestsPerMinute;
  const isBulk = requestClass === "bulk";
  if (isBulk) {
    await db().$executeRaw`
      UPDATE "RequestBudget" SET "bulkWantedAt" = clock_timestamp() WHERE "siteId" = ${site}`;
  }
  const [row] = await ask(takeQuery, [site, isBulk, limit]);
  const answer = row === undefined ? undefined : taken.parse(row);
  if (answer?.isTaken) return 0;
  if (typeof answer?.bulkInMs === "number") {
    return isBulk && answer.bulkInMs > 0 ? Math.ceil(answer.bulkInMs) : pollMs;
  }
  await db().requestBudget.createMany({
    data: [{ siteId: site, second: 0, interactive: zeros, bulk: zeros }],
    skipDuplicates: true,
  });
  return tryTake(requestClass);
}

/** When enough of the counted seconds have left the window: at most a minute away. */
async function msUntilFree(): Promise<number> {
  const row = await db().requestBudget.findUnique({ where: { siteId: siteId() } });
  if (!row) return 0;
  const isLowered = row.loweredUntil !== null && row.loweredUntil > new Date();
  const most = isLowered ? (row.loweredTo ?? 0) : env().requestsPerMinute;
  const counts = row.interactive.map((count, second) => count + (row.bulk[second] ?? 0));
  let tooMany = counts.reduce((sum, count) => sum + count, 1 - most);
  let last = counts.length;
  while (tooMany > 0 && last > 0) tooMany -= counts[(last -= 1)] ?? 0;
  const freeAtMs = (Number(row.second) - last + zeros.length) * 1000;
  return Math.max(1000, freeAtMs - Date.now());
}
