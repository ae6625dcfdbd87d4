import { z } from "zod";
import { invalid } from "../refusal";
import { type Asked, fieldRules, pagingIn, pagingOf } from "../query";
import { guid, namespace, optional, text } from "../shapes";
import { parse } from "../validation";
import type { QueryParameters } from "../wire";

const cursorLengthMax = 64_000;

const byReference = z.object({
  externalId: optional(guid),
  category: optional(text(20)),
  providerAppId: guid,
});

const filtersOf = <S extends z.ZodType>(filter: S) =>
  optional(z.object({ filters: optional(z.array(filter).min(1).max(100)) }));

const filter = z.object({
  type: optional(z.enum(["BY_ITEM_SET_ID_AND_REFERENCE", "BY_REFERENCE"])),
  namespace: optional(namespace),
  byItemSetIdAndReferenceOptions: filtersOf(byReference.extend({ itemSetId: optional(guid) })),
  byReferenceOptions: filtersOf(byReference),
});

const listRequest = z.object({
  filter: optional(filter),
  cursorPaging: optional(pagingOf(1000, cursorLengthMax)),
});

/** A list is a query by reference: only its cursor, never a caller, brings a filter. */
export const listSpec = {
  name: "items.list",
  rules: fieldRules({
    all: ["createdDate", "category", "externalId", "itemSetId", "namespace", "providerAppId"],
  }),
  limitMax: 1000,
  cursorLengthMax,
};

/** What an address asks the list for. Throws a 400 for what breaks a limit. */
export function listAsked(query: QueryParameters): Asked {
  const { filter: asked, cursorPaging } = parse(listRequest, parameters(query));
  return {
    filter: listFilter(asked),
    paging: cursorPaging,
    cursorField: "cursorPaging.cursor",
  };
}

/**
 * observed: the SDK sends dotted parameters and loses the list of filters; only type, namespace and paging arrive.
 * A caller without the SDK can send all of it as `.r`, base64url of the JSON, as other methods do.
 */
function parameters(query: QueryParameters): unknown {
  const whole = query.one(".r");
  if (whole !== undefined) return parsed(whole);
  return {
    filter: { type: query.one("filter.type"), namespace: query.one("filter.namespace") },
    cursorPaging: pagingIn(query),
  };
}

/** typings: any of up to 100 references, in a namespace. Without the list, which the SDK loses, all of the namespace: observed. */
function listFilter(asked: z.output<typeof listRequest>["filter"]): object {
  const { byItemSetIdAndReferenceOptions: bySet, byReferenceOptions: byItem } = asked ?? {};
  const isBySet = (asked?.type ?? (bySet ? "BY_ITEM_SET_ID_AND_REFERENCE" : "")) !== "BY_REFERENCE";
  const filters: object[] = (isBySet ? bySet?.filters : byItem?.filters) ?? [];
  const $or = filters.map((one) =>
    Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)),
  );
  return {
    ...(asked?.namespace === undefined ? {} : { namespace: asked.namespace }),
    ...($or.length > 0 ? { $or, ...narrowed($or) } : {}),
  };
}

/** What each of the filters names, so that an index is used. */
function narrowed(filters: Record<string, unknown>[]): object {
  const ids = filters.map(({ externalId }) => externalId);
  return ids.includes(undefined) ? {} : { externalId: { $in: [...new Set(ids)] } };
}

function parsed(whole: string): unknown {
  try {
    return JSON.parse(Buffer.from(whole, "base64url").toString());
  } catch {
    const description = "is not the base64url of a JSON";
    throw invalid({ field: ".r", description, violatedRule: "FORMAT" });
  }
}
