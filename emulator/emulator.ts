import { randomUUID } from "node:crypto";
import { AssumptionChoices } from "./assumption-choices";
import { chooseAssumptions } from "./assumptions";
import type { Config } from "./config";
import { Faults } from "./faults";
import { Journal } from "./journal";
import { RateLimit } from "./rate-limit";
import { RequestLog } from "./request-log";
import { Snapshots } from "./snapshots";
import { guidOf } from "./state/ids";
import { addDemoMembers } from "./state/members";
import { runDueJobs } from "./state/run-jobs";
import { Site } from "./state/site";
import { loadState, type SiteState, stateOf } from "./state/site-state";
import { Store } from "./state/store";

const lacksMax = 100;

/** State, journal and all that steers one emulator; no HTTP. */
export class Emulator {
  readonly site: Site;
  readonly faults = new Faults();
  readonly log = new RequestLog();
  readonly choices: AssumptionChoices;
  readonly rateLimit: RateLimit;
  readonly snapshots: Snapshots;
  readonly #journal: Journal | undefined;
  readonly #lacks = new Set<string>();

  /** Throws when the journal is broken, or another emulator has it. */
  constructor(readonly config: Config) {
    const { delayMs, delays, consistency, timeZone } = config;
    this.choices = new AssumptionChoices(config.assumptions, config.data);
    this.rateLimit = new RateLimit(config.rateLimit, () => Date.now());
    this.snapshots = new Snapshots(config.data);
    const journal = config.data ? new Journal(config.data) : undefined;
    this.#journal = journal;
    const store = new Store({
      realTime: () => Date.now(),
      commit: (changes) => journal?.append(changes),
    });
    const { assumes } = this.choices;
    this.site = new Site(store, assumes, delayMs, delays, consistency === "eventual", timeZone);
    try {
      if (!journal?.load(store)) this.#begin();
      store.countStart();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** What it was asked for and has not got, each once, until the end of the process: a log forgets. */
  get lacks(): readonly string[] {
    return [...this.#lacks];
  }

  /** Remembers that it has not got this: so many different things at most. */
  rememberLack(what: string): void {
    if (this.#lacks.size < lacksMax) this.#lacks.add(what);
  }

  /** Empties everything: state (but for the demo members), faults, request log. */
  reset(): void {
    this.#begin();
    this.faults.clear();
    this.log.clear();
  }

  /** The whole state, as it is now; what changes later does not reach it. */
  state(): SiteState {
    runDueJobs(this.site);
    return stateOf(this.site.store);
  }

  /** Takes another state, journal included, or throws and keeps its own. */
  replace(state: SiteState): void {
    const { store } = this.site;
    const before = stateOf(store);
    try {
      loadState(store, state);
      this.#journal?.replace(store, { isForced: true });
    } catch (error) {
      loadState(store, before);
      throw error;
    }
  }

  /** Never the same twice for one state, not after a restart either. */
  requestId(seq: number): string {
    const { seed, counters } = this.site.store;
    return guidOf(seed, "request", String(counters.starts), String(seq));
  }

  close(): void {
    this.#journal?.close();
  }

  /** The journal first: when it cannot be written, nothing has changed. */
  #begin(): void {
    const { store } = this.site;
    const first = firstStore(this.config.seed ?? randomUUID());
    const { starts, generation } = store.counters;
    first.replay({ counters: { ...first.counters, starts, generation: generation + 1 } });
    this.#journal?.replace(first, { isForced: false });
    loadState(store, stateOf(first));
  }
}

/** What every site begins with: the demo members. */
function firstStore(seed: string): Store {
  const store = new Store({ realTime: () => Date.now(), commit: () => undefined });
  const site = new Site(store, chooseAssumptions(), 0);
  store.clear(seed);
  store.transact(() => addDemoMembers(site));
  return store;
}
