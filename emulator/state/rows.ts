import type { Entity } from "./collection";

/** A place in a collection. `ordinal` tells when it was created; the entity changes, the place does not. */
export interface Row<T extends Entity> {
  readonly ordinal: number;
  entity: T;
}

/** Rows in order of creation. Adding the newest and removing any cost nothing that grows with their number. */
export class Rows<T extends Entity> {
  #rows: Row<T>[];
  /** Still in the list, but not of it: they are swept out when they are half of it. */
  #removed: Set<Row<T>> | undefined;

  /** Most lists under a key of an index have one row: they take no room for more. */
  constructor(...first: Row<T>[]) {
    this.#rows = first;
  }

  get size(): number {
    return this.#rows.length - (this.#removed?.size ?? 0);
  }

  add(row: Row<T>): void {
    if (this.#removed?.delete(row)) return;
    const last = this.#rows.at(-1);
    if (!last || last.ordinal < row.ordinal) this.#rows.push(row);
    else this.#rows.splice(this.#firstAt(row.ordinal), 0, row);
  }

  remove(row: Row<T>): void {
    this.#removed ??= new Set();
    const removed = this.#removed.add(row);
    if (removed.size * 2 < this.#rows.length) return;
    this.#rows = this.#rows.filter((one) => !removed.has(one));
    this.#removed = undefined;
  }

  last(): Row<T> | undefined {
    for (const row of this.backward()) return row;
    return undefined;
  }

  entities(): T[] {
    return this.#present().map(({ entity }) => entity);
  }

  ordinals(): number[] {
    return this.#present().map(({ ordinal }) => ordinal);
  }

  #present(): Row<T>[] {
    const removed = this.#removed;
    return removed ? this.#rows.filter((row) => !removed.has(row)) : this.#rows;
  }

  /** From that ordinal on. */
  *forward(from = 0): Generator<Row<T>> {
    for (let at = this.#firstAt(from); at < this.#rows.length; at += 1) {
      const row = this.#rows[at];
      if (row && !this.#removed?.has(row)) yield row;
    }
  }

  /** From before that ordinal on, newest first. */
  *backward(before = Number.POSITIVE_INFINITY): Generator<Row<T>> {
    for (let at = this.#firstAt(before) - 1; at >= 0; at -= 1) {
      const row = this.#rows[at];
      if (row && !this.#removed?.has(row)) yield row;
    }
  }

  #firstAt(ordinal: number): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.ordinal ?? 0) < ordinal) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
