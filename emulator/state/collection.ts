/** What every stored thing has. Entities are plain JSON, frozen, and replaced as a whole. */
export interface Entity {
  readonly id: string;
}

/** Keys under which an entity is found; none when the index does not apply to it. */
export type IndexKeys<T> = (entity: T) => string | readonly string[] | undefined;

/** One change of one entity, with the way back. `after` is missing when it was deleted. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  readonly after: Entity | undefined;
  undo(): void;
}

/** Where a collection reports its changes. Throws when no transaction is open. */
export type Recorder = (change: Change) => void;

/** What the store needs of a collection, whatever is in it. */
export interface AnyCollection {
  readonly name: string;
  readonly size: number;
  inOrder(): Entity[];
  restore(entity: Entity): void;
  forget(id: string): void;
  clear(): void;
}

/** Entities of one kind by id and by declared secondary indexes. Written only inside a transaction. */
export class Collection<T extends Entity> implements AnyCollection {
  readonly #rows = new Map<string, T>();
  /** When each was created, as a number that only grows: deletions that are taken back keep their place. */
  readonly #ordinals = new Map<string, number>();
  #created = 0;
  #watch: ((after: T) => void) | undefined;
  readonly #buckets = new Map<string, Map<string, Set<string>>>();

  constructor(
    readonly name: string,
    private readonly indexes: Readonly<Record<string, IndexKeys<T>>>,
    private readonly record: Recorder,
  ) {
    for (const index of Object.keys(indexes)) this.#buckets.set(index, new Map());
  }

  /** Told each entity that is stored, restored or put back; not of what is deleted. */
  watch(listener: (after: T) => void): void {
    this.#watch = listener;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }

  /** In no order. */
  all(): Iterable<T> {
    return this.#rows.values();
  }

  /** In order of creation. */
  inOrder(): T[] {
    return this.#ordered([...this.#rows.values()]);
  }

  /** In order of creation. Throws when there is no such index: it is a mistake of ours. */
  find(index: string, key: string): T[] {
    const ids = this.#bucketsOf(index).get(key) ?? new Set<string>();
    return this.#ordered([...ids].flatMap((id) => this.#rows.get(id) ?? []));
  }

  hasIndex(index: string): boolean {
    return this.#buckets.has(index);
  }

  /** How many `find` would give, without collecting them. */
  count(index: string, key: string): number {
    return this.#bucketsOf(index).get(key)?.size ?? 0;
  }

  /** Stores a frozen copy without undefined fields, so that what is live equals what a replay gives. */
  put(entity: T): T {
    const before = this.#rows.get(entity.id);
    const after = frozen(entity);
    this.record({
      collection: this.name,
      id: after.id,
      after,
      undo: () => this.#set(after.id, before),
    });
    this.#set(after.id, after);
    return after;
  }

  delete(id: string): void {
    const before = this.#rows.get(id);
    const ordinal = this.#ordinals.get(id);
    if (!before || ordinal === undefined) return;
    this.record({
      collection: this.name,
      id,
      after: undefined,
      undo: () => {
        this.#set(id, before);
        this.#ordinals.set(id, ordinal);
      },
    });
    this.#set(id, undefined);
  }

  restore(entity: Entity): void {
    // A journal line is what `put` was given and wrote itself, so its type is known.
    this.#set(entity.id, frozen(entity) as T);
  }

  forget(id: string): void {
    this.#set(id, undefined);
  }

  clear(): void {
    this.#rows.clear();
    this.#ordinals.clear();
    for (const buckets of this.#buckets.values()) buckets.clear();
  }

  #set(id: string, after: T | undefined): void {
    const before = this.#rows.get(id);
    for (const [index, keys] of Object.entries(this.indexes)) {
      this.#reindex(index, id, before && keys(before), after && keys(after));
    }
    if (after) {
      this.#rows.set(id, after);
      if (!before) this.#ordinals.set(id, (this.#created += 1));
      this.#watch?.(after);
    } else {
      this.#rows.delete(id);
      this.#ordinals.delete(id);
    }
  }

  #ordered(entities: T[]): T[] {
    const ordinal = ({ id }: T) => this.#ordinals.get(id) ?? 0;
    return entities.sort((a, b) => ordinal(a) - ordinal(b));
  }

  #reindex(index: string, id: string, before: Keys, after: Keys): void {
    const buckets = this.#bucketsOf(index);
    const leaving = listed(before);
    const entering = listed(after);
    for (const key of leaving) {
      if (entering.includes(key)) continue;
      const bucket = buckets.get(key);
      bucket?.delete(id);
      if (bucket?.size === 0) buckets.delete(key);
    }
    for (const key of entering) {
      const bucket = buckets.get(key);
      if (bucket) bucket.add(id);
      else buckets.set(key, new Set([id]));
    }
  }

  #bucketsOf(index: string): Map<string, Set<string>> {
    const buckets = this.#buckets.get(index);
    if (!buckets) throw new Error(`${this.name} has no index "${index}"`);
    return buckets;
  }
}

type Keys = string | readonly string[] | undefined;

function listed(keys: Keys): readonly string[] {
  if (keys === undefined) return [];
  return typeof keys === "string" ? [keys] : keys;
}

function frozen<V>(value: V): V {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  const copy: unknown = Array.isArray(value)
    ? value.map((item: unknown) => frozen(item))
    : Object.fromEntries(
        Object.entries(value)
          .filter(([, field]) => field !== undefined)
          .map(([key, field]: [string, unknown]) => [key, frozen(field)]),
      );
  // The copy has the same fields as the value, without the undefined ones.
  return Object.freeze(copy) as V;
}
