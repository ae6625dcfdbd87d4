import { randomUUID } from "node:crypto";
import { chooseAssumptions } from "./assumptions";
import type { Config } from "./config";
import { Faults } from "./faults";
import { Journal } from "./journal";
import { RequestLog } from "./request-log";
import { guidOf } from "./state/ids";
import { addDemoMembers } from "./state/members";
import { Site } from "./state/site";
import { Store } from "./state/store";

/** State, journal, faults and request log of one emulator; no HTTP. */
export class Emulator {
  readonly site: Site;
  readonly faults = new Faults();
  readonly log = new RequestLog();
  readonly #journal: Journal | undefined;

  /** Throws when the journal is broken. */
  constructor(readonly config: Config) {
    const journal = config.data ? new Journal(config.data) : undefined;
    const store = new Store({
      realTime: Date.now,
      commit: (changes) => journal?.append(changes),
    });
    this.#journal = journal;
    const { delayMs, delays, consistency, timeZone } = config;
    const assumes = chooseAssumptions(config.assumptions);
    this.site = new Site(store, assumes, delayMs, delays, consistency === "eventual", timeZone);
    if (!journal?.load(store)) this.#begin();
    store.countStart();
  }

  /** Empties everything: state (but for the demo members), faults, request log. */
  reset(): void {
    this.#begin();
    this.faults.clear();
    this.log.clear();
  }

  /** Never the same twice for one state, not after a restart either. */
  requestId(seq: number): string {
    const { seed, counters } = this.site.store;
    return guidOf(seed, "request", String(counters.starts), String(seq));
  }

  close(): void {
    this.#journal?.close();
  }

  #begin(): void {
    const { store } = this.site;
    const seed = this.config.seed ?? randomUUID();
    this.#journal?.begin(seed);
    store.clear(seed);
    store.transact(() => addDemoMembers(this.site));
  }
}
