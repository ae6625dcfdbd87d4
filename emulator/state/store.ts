import {
  type AnyCollection,
  type Change,
  Collection,
  type Entity,
  type IndexKeys,
} from "./collection";
import { guidOf } from "./ids";

/** All that ids and times follow from. */
export interface Counters {
  /** Ids drawn so far. */
  ids: number;
  /** Milliseconds since 1970 of the latest change: the clock never runs backwards. */
  time: number;
  /** Starts of the program on this state; keeps request ids apart. */
  starts: number;
}

/** All changes of one transaction: what the journal keeps, and all it needs for a replay. */
export interface Changes {
  counters: Counters;
  put?: Record<string, Entity[]>;
  delete?: Record<string, string[]>;
}

interface Options {
  /** The one source of real time. */
  realTime: () => number;
  /** Called once for each transaction that changed anything; if it throws, nothing has changed. */
  commit: (changes: Changes) => void;
}

/** The whole state: collections, one clock, one id source. Everything changes in `transact` or not at all. */
export class Store {
  readonly #collections = new Map<string, AnyCollection>();
  #counters: Counters = { ids: 0, time: 0, starts: 0 };
  #seed = "";
  #changes: Change[] | undefined;
  #transactionTime = 0;

  constructor(private readonly options: Options) {}

  collection<T extends Entity>(name: string, indexes: Record<string, IndexKeys<T>>): Collection<T> {
    const collection = new Collection<T>(name, indexes, (change) => {
      if (!this.#changes) throw new Error(`${name} was written outside a transaction`);
      this.#changes.push(change);
    });
    this.#collections.set(name, collection);
    return collection;
  }

  get seed(): string {
    return this.#seed;
  }

  get counters(): Readonly<Counters> {
    return this.#counters;
  }

  /** Milliseconds since 1970, never before the latest change. */
  clock(): number {
    return Math.max(this.options.realTime(), this.#counters.time);
  }

  /** ISO time of the open transaction: one for all that happens in it. */
  get now(): string {
    return new Date(this.#transactionTime).toISOString();
  }

  newId(): string {
    if (!this.#changes) throw new Error("an id was drawn outside a transaction");
    this.#counters = { ...this.#counters, ids: this.#counters.ids + 1 };
    return guidOf(this.#seed, "id", String(this.#counters.ids));
  }

  /**
   * Runs `work`, then commits all it changed, or nothing: when work or commit throws, every write, id and
   * tick is taken back. `at` sets the time (a job runs at its due time, however late it is looked at).
   */
  transact<T>(work: () => T, at = this.clock()): T {
    if (this.#changes) throw new Error("transactions do not nest");
    const changes: Change[] = [];
    const countersBefore = this.#counters;
    this.#changes = changes;
    this.#transactionTime = Math.max(at, this.#counters.time);
    try {
      const result = work();
      if (changes.length > 0) {
        this.#counters = { ...this.#counters, time: this.#transactionTime };
        this.options.commit({ counters: this.#counters, ...collected(changes) });
      }
      return result;
    } catch (error) {
      for (const change of changes.toReversed()) change.undo();
      this.#counters = countersBefore;
      throw error;
    } finally {
      this.#changes = undefined;
    }
  }

  /** A part of the open transaction that is taken back by itself when it throws. */
  attempt<T>(work: () => T): T {
    const changes = this.#changes;
    if (!changes) throw new Error("an attempt was made outside a transaction");
    const [start, countersBefore] = [changes.length, this.#counters];
    try {
      return work();
    } catch (error) {
      for (const change of changes.splice(start).toReversed()) change.undo();
      this.#counters = countersBefore;
      throw error;
    }
  }

  /** Counts this start and journals it, so that no request id of an earlier start comes again. */
  countStart(): void {
    this.#counters = { ...this.#counters, starts: this.#counters.starts + 1 };
    this.options.commit({ counters: this.#counters });
  }

  /** Applies what a transaction has committed before. Throws on a collection that does not exist. */
  replay(changes: Changes): void {
    for (const [name, entities] of Object.entries(changes.put ?? {})) {
      const collection = this.#named(name);
      for (const entity of entities) collection.restore(entity);
    }
    for (const [name, ids] of Object.entries(changes.delete ?? {})) {
      const collection = this.#named(name);
      for (const id of ids) collection.forget(id);
    }
    this.#counters = changes.counters;
  }

  /** Empties everything and begins again from a seed. Journals nothing. */
  clear(seed: string): void {
    for (const collection of this.#collections.values()) collection.clear();
    this.#seed = seed;
    this.#counters = { ids: 0, time: 0, starts: this.#counters.starts };
  }

  /** All entities of all collections, in order of creation. */
  contents(): Record<string, Entity[]> {
    return Object.fromEntries(
      [...this.#collections].map(([name, collection]) => [name, collection.inOrder()]),
    );
  }

  #named(name: string): AnyCollection {
    const collection = this.#collections.get(name);
    if (!collection) throw new Error(`there is no collection "${name}"`);
    return collection;
  }
}

function collected(changes: readonly Change[]): Pick<Changes, "put" | "delete"> {
  const last = new Map(changes.map((change) => [`${change.collection}/${change.id}`, change]));
  const put: Record<string, Entity[]> = {};
  const deleted: Record<string, string[]> = {};
  for (const { collection, id, after } of last.values()) {
    if (after) (put[collection] ??= []).push(after);
    else (deleted[collection] ??= []).push(id);
  }
  return {
    ...(Object.keys(put).length > 0 ? { put } : {}),
    ...(Object.keys(deleted).length > 0 ? { delete: deleted } : {}),
  };
}
