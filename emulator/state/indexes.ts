import type { Entity } from "./collection";
import { type Row, Rows } from "./rows";

/** Keys under which an entity is found; none when the index does not apply to it. */
export type IndexKeys<T> = (entity: T) => Keys;

type Keys = string | readonly string[] | undefined;

/** What is found under each key. */
export type Buckets<T extends Entity> = Map<string, Rows<T>>;

/** The rows of a collection by key. It is made when it is first asked for: a large journal has loaded before that. */
export class Index<T extends Entity> {
  #buckets: Buckets<T> | undefined;

  constructor(
    readonly name: string,
    private readonly keysOf: IndexKeys<T>,
  ) {}

  /** `all` are the rows of the collection, from which it is made. */
  buckets(all: () => Iterable<Row<T>>): Buckets<T> {
    if (this.#buckets) return this.#buckets;
    this.#buckets = new Map();
    for (const row of all()) this.add(row);
    return this.#buckets;
  }

  add(row: Row<T>): void {
    if (!this.#buckets) return;
    for (const key of listed(this.keysOf(row.entity))) enter(this.#buckets, key, row);
  }

  /** Of a row whose entity was another before. */
  replace(row: Row<T>, before: T): void {
    if (!this.#buckets) return;
    const [leaving, entering] = [listed(this.keysOf(before)), listed(this.keysOf(row.entity))];
    for (const key of leaving) if (!entering.includes(key)) leave(this.#buckets, key, row);
    for (const key of entering) if (!leaving.includes(key)) enter(this.#buckets, key, row);
  }

  remove(row: Row<T>): void {
    if (!this.#buckets) return;
    for (const key of listed(this.keysOf(row.entity))) leave(this.#buckets, key, row);
  }

  clear(): void {
    this.#buckets = undefined;
  }
}

function enter<T extends Entity>(buckets: Buckets<T>, key: string, row: Row<T>): void {
  const bucket = buckets.get(key);
  if (bucket) bucket.add(row);
  else buckets.set(key, new Rows(row));
}

function leave<T extends Entity>(buckets: Buckets<T>, key: string, row: Row<T>): void {
  const bucket = buckets.get(key);
  bucket?.remove(row);
  if (bucket?.size === 0) buckets.delete(key);
}

/** Each key once. */
function listed(keys: Keys): readonly string[] {
  if (keys === undefined) return [];
  return typeof keys === "string" ? [keys] : [...new Set(keys)];
}
