import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { FolderLock } from "./folder-lock";
import { Compaction } from "./journal-compaction";
import { compacted, linesOf, putsOf, replayLines, writeLine } from "./journal-lines";
import type { Changes, Store } from "./state/store";

/** What may be in the file beyond twice what there is: puts of entities, and bytes. */
const surplusMax = 1_000;
const surplusBytesMax = 8_000_000;

/**
 * An append-only file of one JSON line for each transaction, written before the answer is sent: after `kill -9`
 * all that was answered is there (death of the process, not of the machine). It is compacted, at start and after a
 * transaction, when it holds more than twice as many puts as there are entities, or has grown to more than twice the
 * size that it had when it was compacted. While it runs this is done in slices between requests: the one that begins it
 * waits some 3 ms for each 1,000 programs.
 */
export class Journal {
  readonly path: string;
  readonly #lock: FolderLock;
  #file: number | undefined;
  #size = 0;
  #puts = 0;
  /** What it would be if it were compacted, when that was last known. */
  #compactSize = 0;
  #store: Store | undefined;
  #compaction: Compaction | undefined;

  /** Throws when another emulator has the folder. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, "journal.jsonl");
    this.#lock = new FolderLock(folder);
  }

  /**
   * Fills the store from the file and opens it for appending. False when there is no file yet. A torn last line is
   * dropped; any other broken line throws, names its number, and leaves the file as it is.
   */
  load(store: Store): boolean {
    this.#store = store;
    // What a death in the middle of a rewrite has left.
    for (const ending of [".new", ".old", ".compact"]) rmSync(this.path + ending, { force: true });
    if (!existsSync(this.path)) return false;
    const content = readFileSync(this.path);
    const whole = content.subarray(0, content.lastIndexOf("\n") + 1);
    const { puts, end } = replayLines(whole, store, this.path);
    this.#open(end);
    this.#puts = puts;
    this.#compactSize = puts === 0 ? end : end * Math.min(1, store.size / puts);
    if (this.#isLarge(store)) {
      this.#attempt(store, () => this.replace(store, { isForced: true }));
    }
    return true;
  }

  /**
   * Replaces the file with one of all that the store holds, all at once. When it throws, the file is as it was. What no
   * failing machine could lose need not be forced to the disk.
   */
  replace(store: Store, { isForced }: { isForced: boolean }): void {
    this.#stopCompaction();
    const temporary = `${this.path}.new`;
    const file = openSync(temporary, "w");
    let size = 0;
    try {
      for (const value of compacted(store)) size += writeLine(file, value);
      if (isForced) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    this.#exchange(temporary, size);
    this.#compactSize = size;
    this.#puts = store.size;
  }

  /** Appends one line, or several of one transaction. When it throws, the file is as it was. */
  append(changes: Changes): void {
    const file = this.#file;
    if (file === undefined) throw new Error("the journal is not open");
    let size = this.#size;
    try {
      for (const value of linesOf(changes)) size += writeLine(file, value);
    } catch (error) {
      ftruncateSync(file, this.#size);
      throw error;
    }
    this.#size = size;
    this.#puts += putsOf(changes);
    const store = this.#store;
    if (store && !this.#compaction && this.#isLarge(store)) this.#compact(store);
  }

  close(): void {
    this.#stopCompaction();
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    this.#lock.release();
  }

  #isLarge(store: Store): boolean {
    const isHistory = this.#puts > 2 * store.size + surplusMax;
    return isHistory || this.#size > 2 * this.#compactSize + surplusBytesMax;
  }

  /** Until it is done the old file is the journal; what is appended to it meanwhile is added at the end. */
  #compact(store: Store): void {
    const [from, puts, held] = [this.#size, this.#puts, store.size];
    this.#attempt(store, () => {
      const compaction = new Compaction(store, `${this.path}.compact`, {
        failed: (error) => this.#postpone(error, held),
        written: (size) =>
          this.#attempt(store, () => {
            const added = compaction.finish(this.path, from);
            this.#exchange(compaction.path, size + added);
            this.#compaction = undefined;
            this.#compactSize = size;
            this.#puts = held + this.#puts - puts;
          }),
      });
      this.#compaction = compaction;
    });
  }

  /** What was appended is there, whether it is compacted or not. */
  #attempt(store: Store, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#postpone(error, store.size);
    }
  }

  /** The next try is when as much again has been added. */
  #postpone(error: unknown, held: number): void {
    console.error("The journal could not be compacted.", error);
    this.#compaction = undefined;
    this.#compactSize = this.#size;
    this.#puts = held;
  }

  #stopCompaction(): void {
    this.#compaction?.cancel();
    this.#compaction = undefined;
  }

  /** The old file is whole until the new one is. */
  #exchange(other: string, size: number): void {
    const setAside = this.#size > surplusBytesMax ? linked(this.path) : undefined;
    renameSync(other, this.path);
    if (this.#file !== undefined) closeSync(this.#file);
    this.#open(size);
    if (setAside) void rm(setAside, { force: true }).catch(console.error);
  }

  #open(size: number): void {
    this.#file = openSync(this.path, "a");
    this.#size = size;
    ftruncateSync(this.#file, size);
  }
}

/** A second name for a large file: to free its space takes longer than a reset may, and is done beside it. */
function linked(path: string): string | undefined {
  const setAside = `${path}.old`;
  try {
    linkSync(path, setAside);
    return setAside;
  } catch {
    // No such file system, or the last one is not gone yet: it only takes longer.
    return undefined;
  }
}
