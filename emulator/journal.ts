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
  writeSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Entity } from "./state/collection";
import type { Changes, Store } from "./state/store";

const format = "poolkeeper-emulator/1";
const headerShape = z.object({ format: z.literal(format), seed: z.string() });

const counters = z.object({
  ids: z.number(),
  time: z.number(),
  starts: z.number(),
  // Where a journal has neither, no clock was set, and something has happened.
  changes: z.number().default(1_000),
  clock: z
    .object({ offsetMs: z.number(), frozenAt: z.number().optional() })
    .default({ offsetMs: 0 }),
});

/** What has an id; the rest is as `put` wrote it. */
const entity = z.custom<Entity>(
  (value) =>
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string",
);

const changesShape = z.object({
  counters,
  put: z.record(z.string(), z.array(entity)).optional(),
  ordinals: z.record(z.string(), z.array(z.number())).optional(),
  delete: z.record(z.string(), z.array(z.string())).optional(),
  /** One transaction in several lines: more of it follows. */
  isPart: z.literal(true).optional(),
});
type Line = Changes & { isPart?: true };

/** Entities in one line of a compacted journal, and of a transaction with many more: a line is read as one text. */
const chunkSize = 500;
const lineSizeMax = 5_000;

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
  #file: number | undefined;
  #size = 0;
  #puts = 0;
  /** What it would be if it were compacted, when that was last known. */
  #compactSize = 0;
  #store: Store | undefined;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, "journal.jsonl");
  }

  /**
   * Fills the store from the file and opens it for appending. False when there is no file yet. A torn last line is
   * dropped; any other broken line throws, names its number, and leaves the file as it is.
   */
  load(store: Store): boolean {
    this.#store = store;
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

  /** Replaces the file with an empty journal of this seed, all at once. */
  begin(seed: string): void {
    const setAside = this.#size > surplusBytesMax ? linked(this.path) : undefined;
    // Nothing is in it that a failing machine could lose: it need not wait for the disk.
    this.#rewrite([{ format, seed }], { isForced: false });
    if (setAside) void rm(setAside, { force: true }).catch(console.error);
  }

  /** Replaces the file with one of all that the store holds, all at once. When it throws, the file is as it was. */
  replace(store: Store): void {
    this.#rewrite(compacted(store));
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
  }

  #compactIfLarge(): void {
    const store = this.#store;
    if (!store) return;
    const isHistory = this.#puts > 2 * store.size + surplusMax;
    const isLarge = this.#size > 2 * this.#compactSize + surplusBytesMax;
    if (!isHistory && !isLarge) return;
    try {
      this.#rewrite(compacted(store));
    } catch (error) {
      // What was appended is there all the same: the next try is when as much again has been added.
      console.error("The journal could not be compacted.", error);
      this.#compactSize = this.#size;
    }
    this.#puts = store.size;
  }

  /** The old file is whole until the new one is. */
  #rewrite(lines: Iterable<object>, { isForced } = { isForced: true }): void {
    const temporary = `${this.path}.new`;
    const file = openSync(temporary, "w");
    let size = 0;
    try {
      for (const value of lines) size += writeLine(file, value);
      if (isForced) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, this.path);
    this.close();
    this.#open(size);
    this.#puts = 0;
    this.#compactSize = size;
  }

  #open(size: number): void {
    this.#file = openSync(this.path, "a");
    this.#size = size;
    ftruncateSync(this.#file, size);
  }
}

function* compacted(store: Store): Generator<object> {
  yield { format, seed: store.seed };
  yield { counters: store.counters };
  for (const part of store.parts()) yield* chunked(store.counters, part);
}

/** Puts seen: what a compaction would save is told by it. `end` is behind the last whole transaction. */
function replayLines(content: Buffer, store: Store, path: string): { puts: number; end: number } {
  let [puts, start, end] = [0, 0, 0];
  let parts: Line[] = [];
  for (let number = 1; start < content.length || number === 1; number += 1) {
    const newline = content.indexOf("\n", start);
    const text = content.toString("utf8", start, newline < 0 ? content.length : newline);
    start = newline < 0 ? content.length : newline + 1;
    try {
      if (number === 1) store.clear(headerShape.parse(JSON.parse(text)).seed);
      else parts.push(changesShape.parse(JSON.parse(text)));
      if (parts.at(-1)?.isPart) continue;
      for (const part of parts) {
        store.replay(part);
        puts += putsOf(part);
      }
    } catch (cause) {
      const message = `Line ${number} of ${path} is broken; nothing was changed.`;
      throw new Error(message, { cause });
    }
    parts = [];
    end = start;
  }
  return { puts, end };
}

function putsOf({ put = {} }: Changes): number {
  return Object.values(put).reduce((sum, entities) => sum + entities.length, 0);
}

/** One line, but for a transaction of very many entities. */
function* linesOf(changes: Changes): Generator<Line> {
  const { counters: at, put = {}, ordinals = {} } = changes;
  if (putsOf(changes) <= lineSizeMax) {
    yield changes;
    return;
  }
  for (const [name, entities] of Object.entries(put)) {
    const part = { name, entities, ordinals: ordinals[name] ?? [] };
    for (const chunk of chunked(at, part)) yield { ...chunk, isPart: true };
  }
  yield { counters: at, delete: changes.delete };
}

interface Part {
  name: string;
  entities: Entity[];
  ordinals: number[];
}

function* chunked(at: Changes["counters"], { name, entities, ordinals }: Part): Generator<Changes> {
  for (let start = 0; start < entities.length; start += chunkSize) {
    const end = start + chunkSize;
    yield {
      counters: at,
      put: { [name]: entities.slice(start, end) },
      ordinals: { [name]: ordinals.slice(start, end) },
    };
  }
}

function writeLine(file: number, value: object): number {
  const line = Buffer.from(`${JSON.stringify(value)}\n`);
  // writeSync may write a part only.
  for (let done = 0; done < line.length;) done += writeSync(file, line, done);
  return line.length;
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
