import { z } from "zod";
import { Refusal } from "../refusal";
import { pathName } from "../validation";
import type { Entity } from "./collection";
import { entityShapes } from "./entity-shapes";
import { checkReferences } from "./references";
import type { Counters, Store } from "./store";

export const stateFormat = "poolkeeper-emulator-state/1";

/** All that a site holds, and all that its next ids and times follow from. Not how often it was started or replaced. */
export interface SiteState {
  seed: string;
  counters: Omit<Counters, "starts" | "generation">;
  /** In order of creation. */
  collections: Readonly<Record<string, Entity[]>>;
}

const whole = z.number().int().min(0);
const lastTime = Date.UTC(10_000, 0);

const documentShape = z.strictObject({
  format: z.literal(stateFormat),
  seed: z.string().max(200),
  counters: z.strictObject({
    ids: whole,
    time: whole.max(lastTime),
    changes: whole,
    clock: z.strictObject({
      offsetMs: z.number().min(-lastTime).max(lastTime),
      frozenAt: z.number().min(0).max(lastTime).optional(),
    }),
  }),
  /** A null for each entity. */
  collections: z.record(z.string(), z.array(z.null("must be an object"))),
});

/** What there is now. Entities are replaced, never changed, so that this stays as it is. */
export function stateOf(store: Store): SiteState {
  const { ids, time, changes, clock } = store.counters;
  return {
    seed: store.seed,
    counters: { ids, time, changes, clock: { ...clock } },
    collections: store.contents(),
  };
}

/** Puts a state in the place of what the store holds. Journals nothing. */
export function loadState(store: Store, { seed, counters, collections }: SiteState): void {
  store.clear(seed);
  const { starts, generation } = store.counters;
  store.replay({ counters: { ...counters, starts, generation }, put: { ...collections } });
}

/** As one JSON document, in pieces: a large site does not fit into one text. */
export function* stateText({ seed, counters, collections }: SiteState): Generator<string> {
  const head = JSON.stringify({ format: stateFormat, seed, counters });
  yield `${head.slice(0, -1)},"collections":{`;
  let separator = "";
  for (const [name, entities] of Object.entries(collections)) {
    yield `${separator}${JSON.stringify(name)}:[`;
    for (let start = 0; start < entities.length; start += 500) {
      const texts = entities.slice(start, start + 500).map((entity) => JSON.stringify(entity));
      yield `${start > 0 ? "," : ""}${texts.join(",")}`;
    }
    yield "]";
    separator = ",";
  }
  yield "}}";
}

/**
 * Reads the frame of such a document, and its entities in their order. Throws a 400 with words on what is none; each entity
 * is then as the rules take it to be.
 */
export function parseState(frame: unknown, entities: readonly unknown[]): SiteState {
  const { seed, counters, collections } = checked(documentShape, frame, "");
  const count = Object.values(collections).reduce((sum, { length }) => sum + length, 0);
  if (count !== entities.length) {
    throw new Refusal(400, "collections: one is there twice, or holds what is no entity");
  }
  let taken = 0;
  const entries = Object.entries(collections).map(([name, { length }]): [string, Entity[]] => {
    const shape = entityShapes.get(name);
    if (!shape) throw new Refusal(400, `collections.${name}: there is no such collection`);
    taken += length;
    const rows = entities.slice(taken - length, taken);
    return [name, entitiesOf(shape, rows, `collections.${name}`)];
  });
  checkReferences(new Map(entries));
  return { seed, counters, collections: Object.fromEntries(entries) };
}

const entityShape = z.looseObject({ id: z.string() });

function entitiesOf(shape: z.ZodType, rows: readonly unknown[], path: string): Entity[] {
  const ids = new Set<string>();
  return rows.map((row, index) => {
    const place = `${path}[${index}]`;
    checked(shape, row, place);
    if (!isEntity(row)) throw new Refusal(400, `${place}.id: must be a text`);
    if (ids.has(row.id)) throw new Refusal(400, `${place}.id: ${row.id} is there twice`);
    ids.add(row.id);
    return row;
  });
}

/** The row itself is kept, not a copy: the order of its fields is part of the document. */
function isEntity(row: unknown): row is Entity {
  return entityShape.safeParse(row).success;
}

function checked<S extends z.ZodType>(shape: S, value: unknown, place: string): z.output<S> {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const within = issue && issue.path.length > 0 ? pathName(issue.path) : "";
  const field = [place, within].filter(Boolean).join(".") || "document";
  throw new Refusal(400, `${field}: ${issue?.message ?? "is wrong"}`);
}
