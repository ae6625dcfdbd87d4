import { chooseAssumptions } from "../assumptions";
import { addDemoMembers } from "../state/members";
import { runDueJobs } from "../state/run-jobs";
import { Site } from "../state/site";
import { type SiteState, stateOf } from "../state/site-state";
import { Store } from "../state/store";
import { Draw } from "./draw";
import { addDefinitions } from "./seeded-definitions";
import { addSeededMembers, membersFor } from "./seeded-members";
import { eventsOf } from "./seeded-programs";

const begin = Date.UTC(2024, 0, 1, 8);
const spanMs = 600 * 86_400_000;

/**
 * A site with so many programs: follows from seed and size alone, whatever the clock, the settings and the state. Made
 * in a store of its own by the rules of the state, in the order of its times (2024 and 2025), so that all adds up.
 */
export function seededState(seed: string, programs: number): SiteState {
  let time = begin;
  const store = new Store({ realTime: () => time, commit: () => undefined });
  const site = new Site(store, chooseAssumptions(), 0);
  store.clear(seed);
  const offers = store.transact(() => {
    addDemoMembers(site);
    addSeededMembers(site, seed, membersFor(programs));
    return addDefinitions(site);
  });
  const memberIds = site.members.inOrder().map(({ id }) => id);
  const [first = "", ...others] = memberIds;
  const events = Array.from({ length: programs }, (_, index) => {
    const draw = new Draw(seed, "program", index);
    const from = begin + Math.floor(((index + 1) * spanMs) / (programs + 1));
    return eventsOf(site, { draw, index, from, offers, memberIds: [first, ...others] });
  }).flat();
  for (const event of events.sort((one, other) => one.time - other.time)) {
    time = event.time;
    store.transact(event.happen);
    runDueJobs(site);
  }
  store.transact(() => forgetProvisioning(site));
  return stateOf(store);
}

/** Nobody was told the ids of these jobs, and nothing reads what has run without a key. */
function forgetProvisioning({ jobs }: Site): void {
  for (const { id, work } of jobs.inOrder()) if (work.kind === "START_POOLS") jobs.delete(id);
}
