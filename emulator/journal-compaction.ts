import { closeSync, fsync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { compacted, writeLine } from "./journal-lines";
import type { Store } from "./state/store";

interface Ends {
  /** What was held at the beginning is written: `size` bytes. */
  written: (size: number) => void;
  failed: (error: unknown) => void;
}

/**
 * Writes a journal anew, beside the one in use: of what the store holds now, one line at a time, so that requests are
 * answered between them. Nothing of it counts until `written` was called and the file has taken the other one's place.
 */
export class Compaction {
  readonly #file: number;
  readonly #lines: Iterator<object>;
  #size = 0;
  #waiting: NodeJS.Immediate | undefined;
  #isCanceled = false;

  constructor(
    store: Store,
    readonly path: string,
    private readonly ends: Ends,
  ) {
    this.#lines = compacted(store);
    this.#file = openSync(path, "w");
    this.#go(() => this.#writeNext());
  }

  /** Adds what another file holds from there on, closes, and gives the bytes that were added. */
  finish(other: string, from: number): number {
    const source = openSync(other, "r");
    let added = 0;
    try {
      const bytes = Buffer.alloc(1024 * 1024);
      for (;;) {
        const size = readSync(source, bytes, 0, bytes.length, from + added);
        if (size === 0) return added;
        for (let done = 0; done < size;) done += writeSync(this.#file, bytes.subarray(done, size));
        added += size;
      }
    } finally {
      closeSync(source);
      closeSync(this.#file);
    }
  }

  /** What is left of it is written over by the next, or removed when the journal is opened. */
  cancel(): void {
    this.#isCanceled = true;
    if (this.#waiting) this.#drop();
  }

  #writeNext(): void {
    const { value, done } = this.#lines.next();
    if (done !== true) {
      this.#size += writeLine(this.#file, value);
      this.#go(() => this.#writeNext());
      return;
    }
    fsync(this.#file, (error) => {
      // The file of another one may be there already.
      if (this.#isCanceled) closeSync(this.#file);
      else if (error) this.#fail(error);
      else this.ends.written(this.#size);
    });
  }

  #go(step: () => void): void {
    this.#waiting = setImmediate(() => {
      this.#waiting = undefined;
      try {
        step();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #fail(error: unknown): void {
    this.#drop();
    this.ends.failed(error);
  }

  #drop(): void {
    clearImmediate(this.#waiting);
    closeSync(this.#file);
    rmSync(this.path, { force: true });
  }
}
