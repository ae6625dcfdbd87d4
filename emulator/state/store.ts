import { type AnyCollection, type Change, Collection, type Entity } from "./collection";
import { guidOf } from "./ids";
import type { IndexKeys } from "./indexes";

/** How emulated time follows from real time: `offsetMs` later, or standing still. */
export interface Clock {
  offsetMs: number;
  frozenAt?: number;
}

/** All that ids and times follow from. */
export interface Counters {
  /** Ids drawn so far. */
  ids: number;
  /** Milliseconds since 1970 of the latest change: the clock never runs backwards. */
  time: number;
  /** Starts of the program on this state; keeps request ids apart. */
  starts: number;
  /** Times that everything was emptied or replaced; what was told of before (cursors) is not true any more. */
  generation: number;
  /** Transactions that changed anything since the last reset. */
  changes: number;
  clock: Clock;
}

const atBegin = { ids: 0, time: 0, changes: 0, clock: { offsetMs: 0 } };

/** All changes of one transaction: what the journal keeps, and all it needs for a replay. */
export interface Changes {
  counters: Counters;
  put?: Record<string, Entity[]>;
  /** The place in the order of creation of each that is put. Without them: behind all that are there. */
  ordinals?: Record<string, number[]>;
  delete?: Record<string, string[]>;
  /** How many each collection was given in all, where what is left does not tell. */
  created?: Record<string, number>;
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
  #counters: Counters = { ...atBegin, starts: 0, generation: 0 };
  #seed = "";
  #changes: Change[] | undefined;
  #transactionTime = 0;
  #changedAt = 0;

  constructor(private readonly options: Options) {}

  collection<T extends Entity>(name: string, indexes: Record<string, IndexKeys<T>>): Collection<T> {
    const collection = new Collection<T>(name, indexes, (change) => {
      if (!this.#changes) throw new Error(`${name} was written outside a transaction`);
      this.#changes.push(change);
    });
    this.#collections.set(name, collection);
    return collection;
  }

  get collections(): readonly AnyCollection[] {
    return [...this.#collections.values()];
  }

  get seed(): string {
    return this.#seed;
  }

  get counters(): Readonly<Counters> {
    return this.#counters;
  }

  get realTime(): number {
    return this.options.realTime();
  }

  /** Real time of the latest change since this start. */
  get changedAt(): number {
    return this.#changedAt;
  }

  /** Milliseconds since 1970, never before the latest change. */
  clock(): number {
    return Math.max(this.emulated(this.realTime), this.#counters.time);
  }

  /** What the clock shows at a moment of real time, as it is set now. */
  emulated(realTime: number): number {
    const { offsetMs, frozenAt } = this.#counters.clock;
    return frozenAt ?? realTime + offsetMs;
  }

  /** Sets the clock from the end of the open transaction on. `isBack` allows an earlier time: only before any change. */
  setClock(time: number, isFrozen: boolean, isBack = false): void {
    if (!this.#changes) throw new Error("the clock was set outside a transaction");
    const clock = isFrozen ? { offsetMs: 0, frozenAt: time } : { offsetMs: time - this.realTime };
    this.#counters = { ...this.#counters, clock };
    if (isBack) this.#transactionTime = time;
  }

  /** Does a part of the open transaction at a time of its own, not before what was there before. */
  at<T>(time: number, work: () => T): T {
    const outer = this.#transactionTime;
    this.#transactionTime = Math.max(time, this.#counters.time);
    try {
      return work();
    } finally {
      this.#transactionTime = outer;
    }
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
      // An id that was drawn and kept by nobody must not come again either.
      if (changes.length > 0 || this.#counters !== countersBefore) {
        const isChange = changes.length > 0 ? 1 : 0;
        this.#counters = {
          ...this.#counters,
          time: this.#transactionTime,
          changes: this.#counters.changes + isChange,
        };
        this.options.commit({ counters: this.#counters, ...collected(changes) });
        this.#changedAt = this.realTime;
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
      const ordinals = changes.ordinals?.[name];
      entities.forEach((entity, index) => collection.restore(entity, ordinals?.[index]));
    }
    for (const [name, ids] of Object.entries(changes.delete ?? {})) {
      const collection = this.#named(name);
      for (const id of ids) collection.forget(id);
    }
    for (const [name, count] of Object.entries(changes.created ?? {})) {
      this.#named(name).continueFrom(count);
    }
    this.#counters = changes.counters;
  }

  /** Empties everything and begins again from a seed. Journals nothing. */
  clear(seed: string): void {
    for (const collection of this.#collections.values()) collection.clear();
    this.#seed = seed;
    const { starts, generation } = this.#counters;
    this.#counters = { ...atBegin, starts, generation: generation + 1 };
  }

  /** All entities of all collections, in order of creation. */
  contents(): Record<string, Entity[]> {
    return Object.fromEntries(
      [...this.#collections].map(([name, collection]) => [name, collection.inOrder()]),
    );
  }

  get created(): Record<string, number> {
    return Object.fromEntries([...this.#collections].map(([name, { created }]) => [name, created]));
  }

  /** How many entities there are. */
  get size(): number {
    return [...this.#collections.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** One collection after another, and what a replay needs of it. */
  *parts(): Generator<{ name: string; entities: Entity[]; ordinals: number[] }> {
    for (const [name, collection] of this.#collections) {
      yield { name, entities: collection.inOrder(), ordinals: collection.ordinals() };
    }
  }

  #named(name: string): AnyCollection {
    const collection = this.#collections.get(name);
    if (!collection) throw new Error(`there is no collection "${name}"`);
    return collection;
  }
}

function collected(changes: readonly Change[]): Omit<Changes, "counters"> {
  const last = new Map(changes.map((change) => [`${change.collection}/${change.id}`, change]));
  const put: Record<string, Entity[]> = {};
  const ordinals: Record<string, number[]> = {};
  const deleted: Record<string, string[]> = {};
  for (const { collection, id, ordinal, after } of last.values()) {
    if (!after) (deleted[collection] ??= []).push(id);
    else {
      (put[collection] ??= []).push(after);
      (ordinals[collection] ??= []).push(ordinal);
    }
  }
  return {
    ...(Object.keys(put).length > 0 ? { put, ordinals } : {}),
    ...(Object.keys(deleted).length > 0 ? { delete: deleted } : {}),
  };
}
