import { z } from "zod";
import { type Cursor, cursorLengthMax, openCursor, sealCursor } from "./cursor";
import { type FieldRule, type FieldRules, type Operator, operators, parseFilter } from "./filter";
import { type KeyedRow, pageOf, type Sort, sortPaths } from "./paging";
import { invalid } from "./refusal";
import type { Source } from "./select";
import { optional, text } from "./shapes";
import type { Entity } from "./state/collection";
import type { Site } from "./state/site";
import { parse } from "./validation";
import type { QueryParameters } from "./wire";

/** What may be asked of one kind of entity. */
export interface QuerySpec {
  /** Binds cursors to the query they came from. Of a query it is what its answer calls the entities, too. */
  name: string;
  rules: FieldRules;
  limitMax: number;
  /** typings: 16000 characters, but for items. */
  cursorLengthMax?: number;
  /** documented for pool items only. */
  defaultOrder?: "ASC" | "DESC";
}

interface Fields {
  /** typings: operators '*'. */
  all: readonly string[];
  /** typings: $hasAll and $hasSome, and what the query builder types. */
  lists?: Record<string, readonly Operator[]>;
  /** typings: known to the query builder under a second name. */
  aliases?: Record<string, string>;
  sortable?: readonly string[];
}

/** Builds the rules of a query from the field lists of the typings. Sortable: all, unless listed. */
export function fieldRules({ all, lists = {}, aliases = {}, sortable }: Fields): FieldRules {
  const rule = (path: string, allowed: readonly Operator[]): FieldRule => ({
    path,
    operators: allowed,
    isSortable: !sortable,
  });
  const rules = new Map<string, FieldRule>([
    ...all.map((name) => [name, rule(name, operators)] as const),
    ...Object.entries(lists).map(([name, allowed]) => [name, rule(name, allowed)] as const),
    ...Object.entries(aliases).map(([name, path]) => [name, rule(path, operators)] as const),
  ]);
  for (const path of sortable ?? []) {
    rules.set(path, { path, operators: rules.get(path)?.operators ?? [], isSortable: true });
  }
  return rules;
}

const sortShape = z
  .array(z.object({ fieldName: text(512), order: optional(z.enum(["ASC", "DESC"])) }))
  .max(5);

const limitDefault = 50;

export const pagingOf = (limitMax: number, cursorMax = cursorLengthMax) =>
  z.object({
    limit: optional(z.number().int().max(limitMax)),
    cursor: optional(text(cursorMax)),
  });

const shapes = new Map<string, ReturnType<typeof cursorQueryOf>>();
const cursorQueryOf = ({ limitMax, cursorLengthMax: cursorMax }: QuerySpec) =>
  z.object({
    query: optional(
      z.object({
        filter: z.unknown().optional(),
        sort: optional(sortShape),
        cursorPaging: optional(pagingOf(limitMax, cursorMax)),
      }),
    ),
  });

export interface Page<T> {
  items: T[];
  metadata: { count: number; cursors: { next?: string; prev?: string }; hasNext: boolean };
}

/**
 * documented: filter, sort and paging by cursor; with a cursor, filter and sort of the request are ignored.
 * `present` makes of each entity what the API shows. Throws a 400 for a query that is refused.
 */
export function answerQuery<T extends Entity>(
  site: Site,
  source: Source<T>,
  spec: QuerySpec,
  body: unknown,
  present: (entity: T) => object = (entity) => entity,
): object {
  const shape = shapes.get(spec.name) ?? cursorQueryOf(spec);
  shapes.set(spec.name, shape);
  const { query } = parse(shape, body);
  const { items, metadata } = cursorPage(site, source, spec, {
    filter: query?.filter,
    sort: query?.sort,
    paging: query?.cursorPaging,
    cursorField: "query.cursorPaging.cursor",
  });
  return { [spec.name]: items.map((item) => present(item)), metadata };
}

/** The same in an address. What is no whole number stays text, and is refused as that. */
export function pagingIn(query: QueryParameters) {
  const limit = query.one("cursorPaging.limit");
  const isWhole = limit !== undefined && /^-?\d{1,9}$/.test(limit);
  return { limit: isWhole ? Number(limit) : limit, cursor: query.one("cursorPaging.cursor") };
}

/** What a list or a query asks for. `cursorField` is where the request carries its cursor. */
export interface Asked {
  filter?: unknown;
  sort?: Sort;
  paging?: { limit?: number; cursor?: string };
  cursorField: string;
}

/** One page by key: it stands where it stood, whatever is inserted or deleted before it. */
export function cursorPage<T extends Entity>(
  site: Site,
  source: Source<T>,
  spec: QuerySpec,
  { filter, sort, paging = {}, cursorField }: Asked,
): Page<T> {
  const { seed, counters } = site.store;
  const secret = `cursor of ${seed}, ${counters.generation}`;
  const opened =
    paging.cursor === undefined
      ? undefined
      : openCursor(paging.cursor, spec.name, cursorField, secret);
  const limit = checkedLimit(site, paging.limit, cursorField) ?? opened?.limit ?? limitDefault;
  const asked = opened ?? { filter: filter ?? null, sort: fullSort(site, spec, sort) };
  const condition = parseFilter(asked.filter, spec.rules);
  const paths = sortPaths(spec.rules, asked.sort);
  const { rows, hasPrev, hasNext } = pageOf(source, condition, {
    paths,
    sort: asked.sort,
    limit,
    from: opened,
  });
  const edge = (direction: "next" | "prev", row: KeyedRow<T> | undefined) =>
    row &&
    sealed(
      {
        of: spec.name,
        filter: asked.filter,
        sort: asked.sort,
        limit,
        direction,
        position: row.key,
      },
      secret,
      spec.cursorLengthMax,
    );
  const cursors = {
    ...(hasNext ? { next: edge("next", rows.at(-1)) } : {}),
    ...(hasPrev ? { prev: edge("prev", rows[0]) } : {}),
  };
  return {
    items: rows.map((row) => row.item),
    metadata: { count: rows.length, cursors, hasNext },
  };
}

/** assumed (limit-below-one): the typings bound a limit above only. */
function checkedLimit(site: Site, limit: number | undefined, cursorField: string) {
  if (limit === undefined || limit >= 1) return limit;
  if (site.assumes("limit-below-one", "default")) return undefined;
  throw invalid({
    field: cursorField.replace(/cursor$/, "limit"),
    description: "must be >= 1",
    violatedRule: "MIN",
    data: { threshold: 1 },
  });
}

/** documented for pool items. assumed (default-sort): by createdDate. Those of one moment come in order of creation. */
function fullSort(site: Site, spec: QuerySpec, sort: Sort | undefined) {
  if (sort && sort.length > 0)
    return sort.map(({ fieldName, order = "ASC" as const }) => ({ fieldName, order }));
  const order = site.assumes("default-sort", "newest-first") ? ("DESC" as const) : ("ASC" as const);
  return [{ fieldName: "createdDate", order: spec.defaultOrder ?? order }];
}

function sealed(cursor: Cursor, secret: string, lengthMax = cursorLengthMax): string {
  const text = sealCursor(cursor, secret);
  if (text.length <= lengthMax) return text;
  throw invalid({
    field: "query.filter",
    description: "is too long for a cursor to carry",
    violatedRule: "MAX_LENGTH",
  });
}
