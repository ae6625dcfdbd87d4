import { type Duration, later } from "../duration";
import { Refusal } from "../refusal";
import { runDueJobs } from "./run-jobs";
import type { Site } from "./site";

/** The last moment whose ISO text still sorts as text. */
const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** What the clock shows, whether it stands, and on which clock the delays of jobs run. */
export function readClock({ store, delays }: Site) {
  const { clock } = store.counters;
  return {
    now: new Date(store.clock()).toISOString(),
    frozen: clock.frozenAt !== undefined,
    delays,
  };
}

/** Sets, freezes or lets go the clock, and runs what is due by then. Refused when it would go back, but right after a reset. */
export function setClock(site: Site, change: { now?: string; frozen?: boolean }): void {
  const { store } = site;
  const time = change.now === undefined ? undefined : Date.parse(change.now);
  runDueJobs(site);
  const isBack = time !== undefined && time < store.clock();
  // The one change is the reset itself.
  if (isBack && store.counters.changes > 1) {
    const { now } = readClock(site);
    throw new Refusal(409, `The clock goes forward only and shows ${now}. Reset to set it back.`);
  }
  const isFrozen = change.frozen ?? store.counters.clock.frozenAt !== undefined;
  store.transact(() => store.setClock(checkTime(time ?? store.clock()), isFrozen, isBack));
  runDueJobs(site);
}

/** Moves the clock on, and runs what is due by then, in order, each job at its own time. */
export function advanceClock(site: Site, by: Duration): void {
  setClock(site, { now: new Date(checkTime(later(site.store.clock(), by))).toISOString() });
}

/** Times are compared as text: a year has four digits. */
export function checkTime(time: number): number {
  if (time >= 0 && time <= lastTime) return time;
  throw new Refusal(400, "The clock shows times from 1970 to 9999.");
}
