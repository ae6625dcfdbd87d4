import { writeSync } from "node:fs";
import { z } from "zod";
import type { Entity } from "./state/collection";
import type { Changes, Store } from "./state/store";

const format = "poolkeeper-emulator/1";
const headerShape = z.object({ format: z.literal(format), seed: z.string() });

const counters = z.object({
  ids: z.number(),
  time: z.number(),
  starts: z.number(),
  generation: z.number().default(0),
  // Where a journal has neither, no clock was set, and something has happened.
  changes: z.number().default(1_000),
  clock: z
    .object({ offsetMs: z.number(), frozenAt: z.number().optional() })
    .default({ offsetMs: 0 }),
});

/** A list for each collection, looked at as one: a large journal has millions. */
const lists = <T>(isOne: (value: unknown) => boolean) =>
  z.custom<Record<string, T[]>>(
    (value) =>
      isObject(value) &&
      Object.values(value).every((list) => Array.isArray(list) && list.every(isOne)),
  );

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** It has an id; the rest is as `put` wrote it. */
function isEntity(value: unknown): boolean {
  return isObject(value) && "id" in value && typeof value.id === "string";
}

const changesShape = z.object({
  counters,
  put: lists<Entity>(isEntity).optional(),
  ordinals: lists<number>((value) => typeof value === "number").optional(),
  delete: lists<string>((value) => typeof value === "string").optional(),
  created: z.record(z.string(), z.number()).optional(),
  /** One transaction in several lines: more of it follows. */
  isPart: z.literal(true).optional(),
});
type Line = Changes & { isPart?: true };

/** Entities in one line of a compacted journal, and of a transaction with many more: a line is read as one text. */
const chunkSize = 500;
const lineSizeMax = 5_000;

/** All that the store holds now, in the lines of a whole file; what changes while they are taken is not in them. */
export function compacted(store: Store): Generator<object> {
  const { seed, counters: at, created } = store;
  return linesOfParts({ format, seed }, { counters: at, created }, [...store.parts()]);
}

function* linesOfParts(header: object, first: Changes, parts: Part[]): Generator<object> {
  yield header;
  yield first;
  for (const part of parts) yield* chunked(first.counters, part);
}

/**
 * Does what a file says. Throws on a line that is broken, with its number; what is behind the last whole transaction counts
 * as not written. `puts`: what a compaction would save is told by it. `end` is behind the last whole transaction.
 */
export function replayLines(
  content: Buffer,
  store: Store,
  path: string,
): { puts: number; end: number } {
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

/** Entities that are put. */
export function putsOf({ put = {} }: Changes): number {
  return Object.values(put).reduce((sum, entities) => sum + entities.length, 0);
}

/** The lines of a transaction: one, but for a transaction of very many entities. */
export function* linesOf(changes: Changes): Generator<Line> {
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

/** Gives the bytes that were written. */
export function writeLine(file: number, value: object): number {
  const line = Buffer.from(`${JSON.stringify(value)}\n`);
  // writeSync may write a part only.
  for (let done = 0; done < line.length;) done += writeSync(file, line, done);
  return line.length;
}
