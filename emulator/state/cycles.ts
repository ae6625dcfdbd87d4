import { type Duration, later } from "../duration";
import { Refusal } from "../refusal";
import { checkTime } from "./clock";
import { isRenewing } from "./jobs";
import { renewBalance } from "./ledger";
import { activatePool, endPool, type Pool, reprovision } from "./pools";
import type { Program } from "./programs";
import { isAtRest, renewed, renewing, withoutAction } from "./renewals";
import { runDueJobs } from "./run-jobs";
import type { Site } from "./site";

export interface Cycles {
  every: Duration;
  until: number;
  /** All namespaces when it is missing. */
  namespace?: string;
}

/** Of one program in one call: what nobody means to ask for. */
const cyclesMax = 10_000;

/**
 * assumed (billing-cycles): renews each ACTIVE program at each of its own cycles, counted from its createdDate, after
 * now and up to `until`, and sets the clock there. The same entities as advancing to each cycle and calling renewProgram, but no
 * jobs: a renewal here takes no time. What is due in between runs in its turn. Stays frozen if it was.
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
  let renewals = 0;
  for (let from = begin + 1; ;) {
    const due = site.delays === "emulated" ? site.schedule.nextDue : undefined;
    const isLast = due === undefined || due > until;
    const [to, next] = isLast ? [until, until] : [due - 1, due];
    renewals += store.transact(() => {
      const done = renewWithin(site, { every, from, to, namespace });
      store.setClock(next, store.counters.clock.frozenAt !== undefined);
      return done;
    }, to);
    runDueJobs(site);
    if (isLast) return renewals;
    from = next;
  }
}

interface Range {
  every: Duration;
  from: number;
  to: number;
  namespace?: string;
}

function renewWithin(site: Site, { every, from, to, namespace }: Range): number {
  const programs =
    namespace === undefined ? site.programs.inOrder() : site.programs.find("namespace", namespace);
  let renewals = 0;
  for (const program of programs) {
    if (program.status !== "ACTIVE" || isRenewing(site, program.id)) continue;
    const cycles = cyclesOf(program, every, from, to);
    if (cycles.count === 0) continue;
    for (const pool of site.pools.find("programId", program.id)) renewPool(site, pool, cycles);
    renewals += cycles.count;
  }
  return renewals;
}

/** Which cycles of a program are within a time, and when each is. */
interface OwnCycles {
  count: number;
  timeOf: (index: number) => number;
}

function cyclesOf(program: Program, every: Duration, from: number, to: number): OwnCycles {
  const anchor = Date.parse(program.createdDate);
  const first = cycleFrom(anchor, every, from);
  return {
    count: cycleFrom(anchor, every, to + 1) - first,
    timeOf: (index) => later(anchor, every, first + index),
  };
}

/** The number of the first cycle that is not before a time; the first of all is 1. */
function cycleFrom(anchor: number, every: Duration, time: number): number {
  let cycle = Math.max(1, Math.floor((time - anchor) / averageMs(every)) - 1);
  while (cycle > 1 && later(anchor, every, cycle) >= time) cycle -= 1;
  while (later(anchor, every, cycle) < time) cycle += 1;
  return cycle;
}

/** The renewals of one pool, folded, and stored once. Each step is what renewProgram and its job do. */
function renewPool(site: Site, pool: Pool, { count, timeOf }: OwnCycles): void {
  let current = pool;
  for (let index = 0; index < count; index += 1) {
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

/** The pool itself when a renewal does not reach it. */
function step(site: Site, pool: Pool): Pool {
  if (pool.status === "PENDING") {
    return activatePool(site, reprovision(site, pool));
  }
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

const dayMs = 86_400_000;

function averageMs({ months, ms }: Duration): number {
  return months * 30.436875 * dayMs + ms;
}
