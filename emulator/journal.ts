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
import { compacted, linesOf, putsOf, replayLines, writeLine } from "./journal-lines";
import type { Changes, Store } from "./state/store";

/** What may be in the file beyond twice what there is: puts of entities, and bytes. */
const surplusMax = 1_000;
const surplusBytesMax = 8_000_000;

/**
 * An append-only file of one JSON line for each transaction, written before the answer is sent: after `kill -9`
 * all that was answered is there (death of the process, not of the machine). It is compacted, at start and after a
 * transaction, when it holds more than twice as many puts as there are entities, or has grown to more than twice the
 * size that it had when it was compacted. The request that does so waits: some 25 ms for each 1,000 programs.
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
    for (const ending of [".new", ".old"]) rmSync(this.path + ending, { force: true });
    if (!existsSync(this.path)) return false;
    const content = readFileSync(this.path);
    const whole = content.subarray(0, content.lastIndexOf("\n") + 1);
    const { puts, end } = replayLines(whole, store, this.path);
    this.#open(end);
    this.#puts = puts;
    this.#compactSize = puts === 0 ? end : end * Math.min(1, store.size / puts);
    this.#compactIfLarge();
    return true;
  }

  /**
   * Replaces the file with one of all that the store holds, all at once. When it throws, the file is as it was. What no
   * failing machine could lose need not be forced to the disk.
   */
  replace(store: Store, { isForced }: { isForced: boolean }): void {
    this.#rewrite(compacted(store), isForced);
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
    this.#compactIfLarge();
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    this.#lock.release();
  }

  #compactIfLarge(): void {
    const store = this.#store;
    if (!store) return;
    const isHistory = this.#puts > 2 * store.size + surplusMax;
    const isLarge = this.#size > 2 * this.#compactSize + surplusBytesMax;
    if (!isHistory && !isLarge) return;
    try {
      this.#rewrite(compacted(store), true);
    } catch (error) {
      // What was appended is there all the same: the next try is when as much again has been added.
      console.error("The journal could not be compacted.", error);
      this.#compactSize = this.#size;
    }
    this.#puts = store.size;
  }

  /** The old file is whole until the new one is. */
  #rewrite(lines: Iterable<object>, isForced: boolean): void {
    const temporary = `${this.path}.new`;
    const file = openSync(temporary, "w");
    let size = 0;
    try {
      for (const value of lines) size += writeLine(file, value);
      if (isForced) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    const setAside = this.#size > surplusBytesMax ? linked(this.path) : undefined;
    renameSync(temporary, this.path);
    if (this.#file !== undefined) closeSync(this.#file);
    this.#open(size);
    if (setAside) void rm(setAside, { force: true }).catch(console.error);
    this.#puts = 0;
    this.#compactSize = size;
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
