import type { Cursor } from "./cursor";
import { type Condition, type FieldRules, matches, valuesAt } from "./filter";
import { invalid } from "./refusal";
import { rankIn, rankOf, selected, type Source, walkable } from "./select";
import type { Entity } from "./state/collection";
import type { Rows } from "./state/rows";

export type Sort = readonly { fieldName: string; order?: "ASC" | "DESC" }[];

/** An entity with what it is sorted by: the values of the sort fields, then its rank. No two have the same key. */
export interface KeyedRow<T> {
  key: (string | null)[];
  item: T;
}

interface Asked {
  /** Of the sort fields. */
  paths: readonly string[];
  sort: Sort;
  limit: number;
  /** Where the page before this one ended, or the one after it begins. */
  from: Pick<Cursor, "direction" | "position"> | undefined;
}

interface Window<T> {
  rows: KeyedRow<T>[];
  hasPrev: boolean;
  hasNext: boolean;
}

/** One page of all that fulfil a condition. */
export function pageOf<T extends Entity>(
  source: Source<T>,
  condition: Condition,
  asked: Asked,
): Window<T> {
  const [path, ...others] = asked.paths;
  const isByCreation = path === "createdDate" && others.length === 0;
  const rows = isByCreation ? walkable(source, condition) : undefined;
  return rows
    ? walked(rows, condition, asked)
    : windowed(sorted(selected(source, condition), rankIn(source), asked), asked);
}

/** Throws a 400 for a field that can't be sorted by. */
export function sortPaths(rules: FieldRules, sort: Sort): string[] {
  return sort.map(({ fieldName }, index) => {
    const rule = rules.get(fieldName);
    if (rule?.isSortable) return rule.path;
    throw invalid({
      field: `query.sort[${index}].fieldName`,
      description: `can't sort by "${fieldName}"`,
      violatedRule: "VALIDATION",
    });
  });
}

/** Sorts by the given fields, then by rank, so that the order is total. */
export function sorted<T extends Entity>(
  items: readonly T[],
  rank: (item: T) => string,
  { paths, sort }: Pick<Asked, "paths" | "sort">,
): KeyedRow<T>[] {
  const rows = items.map((item) => ({ item, key: [...paths.map(keyOf(item)), rank(item)] }));
  const order = orderOf(sort);
  return rows.sort((a, b) => order(a.key, b.key));
}

function keyOf(item: object) {
  return (path: string): string | null => {
    const [first] = valuesAt(item, path);
    return typeof first === "string" ? first : null;
  };
}

type Order = (a: readonly (string | null)[], b: readonly (string | null)[]) => number;

/** What is missing comes first. The rank goes the way of the last field. */
function orderOf(sort: Sort): Order {
  const isDescending = [...sort, ...sort.slice(-1)].map(({ order }) => order === "DESC");
  return (a, b) => {
    for (let index = 0; index <= sort.length; index += 1) {
      const [one, other] = [a[index] ?? null, b[index] ?? null];
      if (one === other) continue;
      const isBefore = one === null || (other !== null && one < other);
      return isBefore === (isDescending[index] ?? false) ? 1 : -1;
    }
    return 0;
  };
}

/** The page within all rows, sorted. */
function windowed<T>(rows: KeyedRow<T>[], { sort, limit, from }: Asked): Window<T> {
  const order = orderOf(sort);
  const isForward = from?.direction !== "prev";
  const beyond = rows.findIndex(({ key }) => {
    const side = from ? order(key, from.position) : 1;
    return isForward ? side > 0 : side >= 0;
  });
  const edge = beyond < 0 ? rows.length : beyond;
  const [start, end] = isForward ? [edge, edge + limit] : [Math.max(0, edge - limit), edge];
  return { rows: rows.slice(start, end), hasPrev: start > 0, hasNext: end < rows.length };
}

/** The same page, found by walking from its edge in order of creation until it is full. */
function walked<T extends Entity>(
  all: Rows<T>,
  condition: Condition,
  { sort, limit, from }: Asked,
): Window<T> {
  const isForward = from?.direction !== "prev";
  const isUp = isForward === (sort[0]?.order !== "DESC");
  const at = from ? Number(from.position.at(-1)) : isUp ? -1 : Number.POSITIVE_INFINITY;
  const [ahead, behind] = isUp
    ? [all.forward(at + 1), all.backward(at + 1)]
    : [all.backward(at), all.forward(at)];
  const rows: KeyedRow<T>[] = [];
  let hasMore = false;
  for (const { entity, ordinal } of ahead) {
    if (!matches(condition, entity)) continue;
    hasMore = rows.length === limit;
    if (hasMore) break;
    rows.push({ item: entity, key: [keyOf(entity)("createdDate"), rankOf(ordinal)] });
  }
  const hasLess = from !== undefined && hasMatch(behind, condition);
  return isForward
    ? { rows, hasPrev: hasLess, hasNext: hasMore }
    : { rows: rows.reverse(), hasPrev: hasMore, hasNext: hasLess };
}

function hasMatch<T extends Entity>(rows: Iterable<{ entity: T }>, condition: Condition): boolean {
  for (const { entity } of rows) if (matches(condition, entity)) return true;
  return false;
}
