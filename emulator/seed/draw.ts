import { createHash } from "node:crypto";

/** Draws that follow from their parts alone: the same parts, the same draws. */
export class Draw {
  #state: number;

  constructor(...parts: readonly (string | number)[]) {
    this.#state = createHash("sha256").update(JSON.stringify(parts)).digest().readUInt32BE();
  }

  /** From 0 to below `below`, whole. */
  below(below: number): number {
    return Math.floor(this.#fraction() * below);
  }

  /** True so often of a hundred times. */
  percent(percent: number): boolean {
    return this.below(100) < percent;
  }

  of<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }

  /** mulberry32. */
  #fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
