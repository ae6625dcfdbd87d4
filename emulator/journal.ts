import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Entity } from "./state/collection";
import type { Changes, Store } from "./state/store";

const format = "poolkeeper-emulator/1";
const headerShape = z.object({ format: z.literal(format), seed: z.string() });

const changesShape = z.object({
  counters: z.object({
    ids: z.number(),
    time: z.number(),
    starts: z.number(),
    // Older journals have neither: no clock was ever set, and something has happened.
    changes: z.number().default(1_000),
    clock: z
      .object({ offsetMs: z.number(), frozenAt: z.number().optional() })
      .default({ offsetMs: 0 }),
  }),
  put: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))).optional(),
  delete: z.record(z.string(), z.array(z.string())).optional(),
});

/** Entities in one line of a compacted journal. */
const chunkSize = 500;

/** Compacted at start when it holds this many more puts than there are entities, and twice as many. */
const surplusMin = 1_000;

/**
 * An append-only file of one JSON line for each transaction, written before the answer is sent: after `kill -9`
 * all that was answered is there (death of the process, not of the machine).
 */
export class Journal {
  readonly path: string;
  #file: number | undefined;
  #size = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, "journal.jsonl");
  }

  /**
   * Fills the store from the file and opens it for appending. False when there is no file yet. A torn last line is
   * dropped; any other broken line throws, names its number, and leaves the file as it is.
   */
  load(store: Store): boolean {
    if (!existsSync(this.path)) return false;
    const content = readFileSync(this.path);
    const end = content.lastIndexOf("\n") + 1;
    const puts = replayLines(content.subarray(0, end), store, this.path);
    const entities = Object.values(store.contents()).flat().length;
    if (puts > 2 * entities + surplusMin) {
      this.#rewrite(store.seed, compacted(store));
      return true;
    }
    this.#open(end);
    return true;
  }

  /** Replaces the file with an empty journal of this seed, all at once. */
  begin(seed: string): void {
    this.#rewrite(seed, []);
  }

  /** Appends one line. When it throws, the file is as it was. */
  append(changes: Changes): void {
    const file = this.#file;
    if (file === undefined) throw new Error("the journal is not open");
    const line = Buffer.from(`${JSON.stringify(changes)}\n`);
    try {
      writeWhole(file, line);
    } catch (error) {
      ftruncateSync(file, this.#size);
      throw error;
    }
    this.#size += line.length;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #rewrite(seed: string, lines: Iterable<Changes>): void {
    this.close();
    const temporary = `${this.path}.new`;
    const file = openSync(temporary, "w");
    let size = 0;
    for (const value of [{ format, seed }, ...lines]) {
      const line = Buffer.from(`${JSON.stringify(value)}\n`);
      writeWhole(file, line);
      size += line.length;
    }
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, this.path);
    this.#open(size);
  }

  #open(size: number): void {
    this.#file = openSync(this.path, "a");
    this.#size = size;
    ftruncateSync(this.#file, size);
  }
}

/** Puts seen: what a compaction would save is told by it. */
function replayLines(content: Buffer, store: Store, path: string): number {
  let puts = 0;
  let start = 0;
  for (let number = 1; start < content.length || number === 1; number += 1) {
    const end = content.indexOf("\n", start);
    const text = content.subarray(start, end < 0 ? content.length : end).toString();
    try {
      if (number === 1) store.clear(headerShape.parse(JSON.parse(text)).seed);
      else puts += replayLine(store, text);
    } catch (cause) {
      const message = `Line ${number} of ${path} is broken; nothing was changed.`;
      throw new Error(message, { cause });
    }
    start = end < 0 ? content.length : end + 1;
  }
  return puts;
}

function replayLine(store: Store, text: string): number {
  const changes = changesShape.parse(JSON.parse(text));
  store.replay(changes);
  return Object.values(changes.put ?? {}).flat().length;
}

function* compacted(store: Store): Generator<Changes> {
  const { counters } = store;
  for (const [name, entities] of Object.entries(store.contents())) {
    for (let start = 0; start < entities.length; start += chunkSize) {
      const chunk: Entity[] = entities.slice(start, start + chunkSize);
      yield { counters, put: { [name]: chunk } };
    }
  }
}

/** writeSync may write a part only. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
