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
    // Where a journal has neither, no clock was set, and something has happened.
    changes: z.number().default(1_000),
    clock: z
      .object({ offsetMs: z.number(), frozenAt: z.number().optional() })
      .default({ offsetMs: 0 }),
  }),
  put: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))).optional(),
  delete: z.record(z.string(), z.array(z.string())).optional(),
  /** One transaction in several lines: more of it follows. */
  isPart: z.literal(true).optional(),
});
type Line = Changes & { isPart?: true };

/** Entities in one line of a compacted journal, and of a transaction with many more: a line is read as one text. */
const chunkSize = 500;
const lineSizeMax = 5_000;

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
    const whole = content.subarray(0, content.lastIndexOf("\n") + 1);
    const { puts, end } = replayLines(whole, store, this.path);
    const entities = Object.values(store.contents()).flat().length;
    if (puts > 2 * entities + surplusMin) {
      this.#rewrite(store.seed, chunked(store.counters, store.contents()));
      return true;
    }
    this.#open(end);
    return true;
  }

  /** Replaces the file with an empty journal of this seed, all at once. */
  begin(seed: string): void {
    this.#rewrite(seed, []);
  }

  /** Appends one line, or several of one transaction. When it throws, the file is as it was. */
  append(changes: Changes): void {
    const file = this.#file;
    if (file === undefined) throw new Error("the journal is not open");
    let size = this.#size;
    try {
      for (const value of linesOf(changes)) {
        const line = Buffer.from(`${JSON.stringify(value)}\n`);
        writeWhole(file, line);
        size += line.length;
      }
    } catch (error) {
      ftruncateSync(file, this.#size);
      throw error;
    }
    this.#size = size;
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

/** Puts seen: what a compaction would save is told by it. `end` is behind the last whole transaction. */
function replayLines(content: Buffer, store: Store, path: string): { puts: number; end: number } {
  let [puts, start, end] = [0, 0, 0];
  let parts: Line[] = [];
  for (let number = 1; start < content.length || number === 1; number += 1) {
    const newline = content.indexOf("\n", start);
    const text = content.subarray(start, newline < 0 ? content.length : newline).toString();
    start = newline < 0 ? content.length : newline + 1;
    try {
      if (number === 1) store.clear(headerShape.parse(JSON.parse(text)).seed);
      else parts.push(changesShape.parse(JSON.parse(text)));
      if (parts.at(-1)?.isPart) continue;

      for (const part of parts) puts += replayLine(store, part);
    } catch (cause) {
      const message = `Line ${number} of ${path} is broken; nothing was changed.`;
      throw new Error(message, { cause });
    }
    parts = [];
    end = start;
  }
  return { puts, end };
}

function replayLine(store: Store, { counters, put, delete: deleted }: Line): number {
  store.replay({ counters, put, delete: deleted });
  return Object.values(put ?? {}).flat().length;
}

/** One line, but for a transaction of very many entities. */
function* linesOf(changes: Changes): Generator<Line> {
  const { counters, put = {} } = changes;
  if (Object.values(put).flat().length <= lineSizeMax) {
    yield changes;
    return;
  }
  for (const part of chunked(counters, put)) yield { ...part, isPart: true };
  yield { counters, delete: changes.delete };
}

function* chunked(
  counters: Changes["counters"],
  contents: Record<string, Entity[]>,
): Generator<Changes> {
  for (const [name, entities] of Object.entries(contents)) {
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
