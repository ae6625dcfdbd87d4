import { type Condition, matches } from "./filter";
import type { Collection, Entity } from "./state/collection";
import type { Rows } from "./state/rows";

/** Entities that are not stored but follow from others; all that may fulfil the condition, and not many more. */
export interface Derived<T extends Entity> {
  candidates(condition: Condition): Iterable<T>;
}

/** What can be queried. */
export type Source<T extends Entity> = Collection<T> | Derived<T>;

/** All that fulfil a filter, through the narrowest index that the filter allows. */
export function selected<T extends Entity>(source: Source<T>, condition: Condition): T[] {
  const candidates =
    "candidates" in source ? source.candidates(condition) : among(source, condition);
  return [...candidates].filter((entity) => matches(condition, entity));
}

/** What tells two apart that are alike in all that is sorted by: when they were created, or an id that is derived. */
export function rankIn<T extends Entity>(source: Source<T>): (entity: T) => string {
  if ("candidates" in source) return ({ id }) => id;
  return ({ id }) => rankOf(source.ordinalOf(id));
}

/** An ordinal that sorts as text. */
export function rankOf(ordinal: number): string {
  return String(ordinal).padStart(12, "0");
}

/**
 * All that may fulfil a filter, in order of creation, where that is the order of `createdDate` and one list holds them:
 * a page is then found without looking at the rest.
 */
export function walkable<T extends Entity>(
  source: Source<T>,
  condition: Condition,
): Rows<T> | undefined {
  if ("candidates" in source || !source.isChronological) return undefined;
  const keys = narrowest(source, condition);
  if (!keys) return source.rows();
  const [key, ...others] = keys.keys;
  return key !== undefined && others.length === 0 ? source.rows(keys.index, key) : undefined;
}

/** The values, one of which every match has in this field; undefined when the filter does not say. */
export function pinned(condition: Condition, path: string): string[] | undefined {
  const [keys] = equalities(condition).filter(({ index }) => index === path);
  return keys?.keys;
}

function among<T extends Entity>(collection: Collection<T>, condition: Condition): Iterable<T> {
  const keys = narrowest(collection, condition);
  if (!keys) return collection.inOrder();
  return new Set(keys.keys.flatMap((key) => collection.find(keys.index, key)));
}

interface IndexedKeys {
  index: string;
  keys: string[];
}

function narrowest<T extends Entity>(
  collection: Collection<T>,
  condition: Condition,
): IndexedKeys | undefined {
  const cost = ({ index, keys }: IndexedKeys) =>
    keys.reduce((sum, key) => sum + collection.count(index, key), 0);
  return indexed(collection, condition).toSorted((a, b) => cost(a) - cost(b))[0];
}

/** Tests on indexed fields that every match must pass. */
function indexed<T extends Entity>(collection: Collection<T>, condition: Condition): IndexedKeys[] {
  return equalities(condition).filter(({ index }) => collection.hasIndex(index));
}

function equalities(condition: Condition): IndexedKeys[] {
  if (condition.kind === "and") return condition.of.flatMap(equalities);
  if (condition.kind !== "test") return [];
  const { path: index, operator, value } = condition;
  const isList = operator === "$in" || operator === "$hasSome";
  if (operator !== "$eq" && !isList) return [];
  const keys = (isList && Array.isArray(value) ? value : [value]).filter(
    (key): key is string => typeof key === "string",
  );
  return keys.length > 0 || isList ? [{ index, keys }] : [];
}
