import { Refusal } from "../refusal";
import { checkTime } from "./clock";
import { checkSize } from "./cycle-size";
import { renewBalance } from "./ledger";
import { averageMs, type CycleRange, dueIn, type OwnCycles } from "./own-cycles";
import { activatePool, endPool, type Pool, reprovision } from "./pools";
import { isAtRest, renewed, renewing, withoutAction } from "./renewals";
import { runDueJobs } from "./run-jobs";
import type { Site } from "./site";

export interface Cycles extends Pick<CycleRange, "every" | "namespace"> {
  until: number;
}

/** Of one program in one call: what nobody means to ask for. */
const cyclesMax = 10_000;

/** Renewals of one commit, and then those of the program that is at hand: what is held to be taken back is bounded. */
const renewalsOfCommit = 20_000;

/**
 * assumed (billing-cycles): renews each ACTIVE program at each of its own cycles, counted from its createdDate, after
 * now and up to `until`, and sets the clock there. The same entities as advancing to each cycle and calling renewProgram, but no
 * jobs: a renewal here takes no time. What is due in between runs in its turn. Stays frozen if it was. Committed some
 * programs at a time: cut off, it can be called again. Throws a 400 or 409 before anything changes, but for what jobs
 * that are due in between add to it.
 */
export function renewInCycles(site: Site, { every, until, namespace }: Cycles): number {
  runDueJobs(site);
  const { store } = site;
  const begin = store.clock();
  if (until < begin) throw new Refusal(409, "The clock goes forward only.");
  if (averageMs(every) * cyclesMax < until - begin || averageMs(every) === 0) {
    throw new Refusal(400, `That is more than ${cyclesMax} cycles.`);
  }
  checkTime(until);
  const before = site.transactions.size;
  let renewals = 0;
  for (let from = begin + 1; ;) {
    checkSize(site, { every, from, to: until, namespace }, site.transactions.size - before);
    const due = site.delays === "emulated" ? site.schedule.nextDue : undefined;
    const isLast = due === undefined || due > until;
    const [to, next] = isLast ? [until, until] : [due - 1, due];
    renewals += renewWithin(site, { every, from, to, namespace });
    store.transact(() => store.setClock(next, store.counters.clock.frozenAt !== undefined), to);
    runDueJobs(site);
    if (isLast) return renewals;
    from = next;
  }
}

/** The clock stays at the beginning until all is done: a program's cycles are at times of their own. */
function renewWithin(site: Site, range: CycleRange): number {
  const due = dueIn(site, range);
  let renewals = 0;
  for (let next = due.next(); !next.done;) {
    site.store.transact(() => {
      const most = renewals + renewalsOfCommit;
      for (; !next.done && renewals < most; next = due.next()) {
        const { program, cycles } = next.value;
        for (const pool of site.pools.find("programId", program.id)) renewPool(site, pool, cycles);
        renewals += cycles.count;
      }
    }, range.from - 1);
  }
  return renewals;
}

/** The renewals of one pool, folded, and stored once. Each step is what renewProgram and its job do. */
function renewPool(site: Site, pool: Pool, cycles: OwnCycles): void {
  const { count, timeOf } = cycles;
  let current = pool;
  for (let index = doneBefore(pool, cycles); index < count; index += 1) {
    const before = site.balances.get(pool.id);
    const next = site.store.at(timeOf(index), () => step(site, current));
    if (next === current) break;
    const isSettled = current.status === next.status && before === site.balances.get(pool.id);
    const isLast = index === count - 1;
    current = next;
    if (!isSettled || isLast) continue;
    // Nothing waits for a renewal any more and the credits are what a renewal makes of them.
    current = repeated(site, current, count - 1 - index, timeOf(count - 1));
    break;
  }
  if (current !== site.pools.get(pool.id)) site.pools.put(current);
}

/** How many a call that was cut off has done: the pool is then ahead of the clock. */
function doneBefore(pool: Pool, { count, timeOf }: OwnCycles): number {
  const last = Date.parse(pool.updatedDate);
  let done = 0;
  while (done < count && timeOf(done) <= last) done += 1;
  return done;
}

/** The pool itself when a renewal does not reach it. */
function step(site: Site, pool: Pool): Pool {
  if (pool.status === "PENDING") return activatePool(site, reprovision(site, pool));
  if (!isAtRest(pool)) return pool;
  const action = pool.renewalAction;
  const during = withoutAction(renewing(site, pool));
  if (action?.type === "END") return endPool(site, during);
  const after = renewed(site, during, action);
  renewBalance(site, after);
  return after;
}

/** `times` more renewals that change nothing but the count, the revision and the date. */
function repeated(site: Site, pool: Pool, times: number, last: number): Pool {
  const each = site.assumes("status-change-revision", "counts") ? 2n : 1n;
  return {
    ...pool,
    revision: String(BigInt(pool.revision) + BigInt(times) * each),
    updatedDate: new Date(last).toISOString(),
    renewalCount: pool.renewalCount + times,
  };
}
