import type { Entity } from "./collection";
import { type Row, Rows } from "./rows";

/** Keys under which an entity is found; none when the index does not apply to it. */
export type IndexKeys<T> = (entity: T) => Keys;

type Keys = string | readonly string[] | undefined;

/** What is found under each key. */
export type Buckets<T extends Entity> = Map<string, Rows<T>>;

export interface Index<T extends Entity> {
  readonly name: string;
  readonly keysOf: IndexKeys<T>;
  readonly buckets: Buckets<T>;
}

export function enter<T extends Entity>(buckets: Buckets<T>, key: string, row: Row<T>): void {
  const bucket = buckets.get(key);
  if (bucket) bucket.add(row);
  else buckets.set(key, new Rows(row));
}

export function leave<T extends Entity>(buckets: Buckets<T>, key: string, row: Row<T>): void {
  const bucket = buckets.get(key);
  bucket?.remove(row);
  if (bucket?.size === 0) buckets.delete(key);
}

/** Each key once. */
export function listed(keys: Keys): readonly string[] {
  if (keys === undefined) return [];
  return typeof keys === "string" ? [keys] : [...new Set(keys)];
}
