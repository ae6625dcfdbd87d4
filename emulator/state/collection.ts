import { type Buckets, Index, type IndexKeys } from "./indexes";
import { type Row, Rows } from "./rows";

/** What every stored thing has. Entities are plain JSON, frozen, and replaced as a whole. */
export interface Entity {
  readonly id: string;
}

/** One change of one entity, with the way back. `after` is missing when it was deleted. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  /** The place of what was put. */
  readonly ordinal: number;
  readonly after: Entity | undefined;
  undo(): void;
}

/** Where a collection reports its changes. Throws when no transaction is open. */
export type Recorder = (change: Change) => void;

/** What the store needs of a collection, whatever is in it. */
export interface AnyCollection {
  readonly name: string;
  readonly size: number;
  readonly created: number;
  continueFrom(created: number): void;
  inOrder(): Entity[];
  ordinals(): number[];
  restore(entity: Entity, ordinal?: number): void;
  forget(id: string): void;
  clear(): void;
}

/** Entities of one kind by id and by declared secondary indexes. Written only inside a transaction. */
export class Collection<T extends Entity> implements AnyCollection {
  readonly #rows = new Map<string, Row<T>>();
  #inOrder = new Rows<T>();
  /** Ordinals given: deletions that are taken back keep their place. */
  #created = 0;
  #lastDate = "";
  #isChronological = true;
  #watch: ((after: T) => void) | undefined;
  readonly #indexes: readonly Index<T>[];

  constructor(
    readonly name: string,
    indexes: Readonly<Record<string, IndexKeys<T>>>,
    private readonly record: Recorder,
  ) {
    this.#indexes = Object.entries(indexes).map(([index, keysOf]) => new Index(index, keysOf));
  }

  /** Told each entity that is stored, restored or put back; not of what is deleted. */
  watch(listener: (after: T) => void): void {
    this.#watch = listener;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** The last ordinal that was given; none is given twice. */
  get created(): number {
    return this.#created;
  }

  continueFrom(created: number): void {
    this.#created = Math.max(this.#created, created);
  }

  /** Whether the order of creation is that of `createdDate` too: so it is where time is not bent. */
  get isChronological(): boolean {
    return this.#isChronological;
  }

  get(id: string): T | undefined {
    return this.#rows.get(id)?.entity;
  }

  /** When it was created, as a number that only grows and that outlives restarts; 0 when it is not there. */
  ordinalOf(id: string): number {
    return this.#rows.get(id)?.ordinal ?? 0;
  }

  /** In order of creation. */
  inOrder(): T[] {
    return this.#inOrder.entities();
  }

  /** The places of all, in their order. */
  ordinals(): number[] {
    return this.#inOrder.ordinals();
  }

  /** In order of creation. Throws when there is no such index: it is a mistake of ours. */
  find(index: string, key: string): T[] {
    return this.#bucketsOf(index).get(key)?.entities() ?? [];
  }

  /** All rows, or those under one key of an index, to be walked from any place. */
  rows(index?: string, key = ""): Rows<T> {
    if (index === undefined) return this.#inOrder;
    return this.#bucketsOf(index).get(key) ?? new Rows<T>();
  }

  hasIndex(index: string): boolean {
    return this.#indexes.some(({ name }) => name === index);
  }

  /** How many `find` would give, without collecting them. */
  count(index: string, key: string): number {
    return this.#bucketsOf(index).get(key)?.size ?? 0;
  }

  /** Stores a frozen copy without undefined fields, so that what is live equals what a replay gives. */
  put(entity: T): T {
    const row = this.#rows.get(entity.id);
    const before = row?.entity;
    const after = frozen(entity);
    const { id } = after;
    const ordinal = row?.ordinal ?? this.#created + 1;
    const undo = () => this.#set(id, before);
    this.record({ collection: this.name, id, ordinal, after, undo });
    this.#set(id, after);
    return after;
  }

  delete(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    const { entity, ordinal } = row;
    const undo = () => this.#set(id, entity, ordinal);
    this.record({ collection: this.name, id, ordinal, after: undefined, undo });
    this.#set(id, undefined);
  }

  /** Takes over an entity that nobody else holds, at the place that it had. */
  restore(entity: Entity, ordinal?: number): void {
    // Not what is in it, which takes a tenth of a large load: whatever changes an entity in place fails on one that was put.
    Object.freeze(entity);
    // A journal line is what `put` was given and wrote itself, so its type is known.
    this.#set(entity.id, entity as T, ordinal);
  }

  forget(id: string): void {
    this.#set(id, undefined);
  }

  clear(): void {
    this.#created = 0;
    this.#rows.clear();
    this.#inOrder = new Rows();
    this.#isChronological = true;
    this.#lastDate = "";
    for (const index of this.#indexes) index.clear();
  }

  #set(id: string, after: T | undefined, ordinal?: number): void {
    const row = this.#rows.get(id);
    if (!after) {
      if (row) this.#drop(row);
      return;
    }
    if (row) this.#replace(row, after);
    else this.#add(after, ordinal ?? this.#created + 1);
    this.#watch?.(after);
  }

  #add(entity: T, ordinal: number): void {
    const row = { ordinal, entity };
    this.#created = Math.max(this.#created, ordinal);
    this.#rows.set(entity.id, row);
    this.#inOrder.add(row);
    this.#noteDate(row);
    for (const index of this.#indexes) index.add(row);
  }

  #replace(row: Row<T>, after: T): void {
    const before = row.entity;
    row.entity = after;
    for (const index of this.#indexes) index.replace(row, before);
  }

  #drop(row: Row<T>): void {
    this.#rows.delete(row.entity.id);
    this.#inOrder.remove(row);
    for (const index of this.#indexes) index.remove(row);
  }

  #noteDate({ entity, ordinal }: Row<T>): void {
    // A deletion that is taken back goes where it was.
    if (ordinal < this.#created) return;
    const date = "createdDate" in entity ? String(entity.createdDate) : "";
    if (date === "" || date < this.#lastDate) this.#isChronological = false;
    else this.#lastDate = date;
  }

  #bucketsOf(index: string): Buckets<T> {
    const found = this.#indexes.find(({ name }) => name === index);
    if (!found) throw new Error(`${this.name} has no index "${index}"`);
    return found.buckets(() => this.#inOrder.forward());
  }
}

/** A deep copy without undefined fields; what is frozen is shared. */
function frozen<V>(value: V): V {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  // The copy has the same fields as the value, without the undefined ones.
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => frozen(item))) as V;
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined && key !== "__proto__") copy[key] = frozen<unknown>(field);
  }
  return Object.freeze(copy) as V;
}
