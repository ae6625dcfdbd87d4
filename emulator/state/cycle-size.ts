import { Refusal } from "../refusal";
import { hasCredits } from "./details";
import { renewal } from "./ledger";
import { type CycleRange, dueIn } from "./own-cycles";
import type { Pool } from "./pools";
import type { Site } from "./site";

/** Transactions that one call may leave: some 0.7 GB of memory and of journal, twice that while it is at it. */
export const transactionsMax = 1_000_000;

/**
 * Counts the transactions that renewing would leave, without leaving any; a 409 when they are too many. `written` are
 * those of this call so far: jobs that ran meanwhile may have made more of it.
 */
export function checkSize(site: Site, range: CycleRange, written: number): void {
  let count = written;
  for (const { program, cycles } of dueIn(site, range)) {
    for (const pool of site.pools.find("programId", program.id)) {
      count += transactionsOf(site, pool, { cycles: cycles.count, most: transactionsMax - count });
      if (count > transactionsMax) throw tooMany(range, written);
    }
  }
}

function tooMany({ from }: CycleRange, written: number): Refusal {
  const most = transactionsMax.toLocaleString("en");
  const done =
    written === 0
      ? "Nothing was changed."
      : `Programs were renewed until ${new Date(from).toISOString()}, where the clock is now.`;
  return new Refusal(
    409,
    `That would leave more than ${most} transactions. ${done} Renew for a shorter time or one namespace at a time, ` +
      "or give what rolls over a balanceCap: a balance that comes to rest leaves no more transactions.",
  );
}

/** Of one pool, until its balance comes to rest or there are more than `most`. */
function transactionsOf(
  { assumes, balances }: Site,
  { id, status, details: now, renewalAction }: Pool,
  { cycles, most }: { cycles: number; most: number },
): number {
  if (status === "ENDED" || renewalAction?.type === "END") return 0;
  const details = renewalAction?.updateOptions.details ?? now;
  if (!hasCredits(details)) return 0;
  const balance = balances.get(id);
  let [count, left] = balance ? [0, cycles] : [1, cycles - 1];
  let available = balance?.amount.available ?? details.creditConfiguration?.amount ?? "0";
  for (; left > 0 && count <= most; left -= 1) {
    const next = renewal(assumes, available, details);
    if (next.available === available) return count + left * next.deltas.length;
    count += next.deltas.length;
    ({ available } = next);
  }
  return count;
}
