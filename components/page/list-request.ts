import { guidPattern } from "@/lib/format";
import type { SearchParams } from "./search-params";

/** The sizes of a page of a list. */
export const pageSizes = [25, 50, 100] as const;
const pageSizeDefault = 50;

/** What every list reads from its address; anything odd is as if it were not there. */
export interface ListRequest {
  limit: number;
  cursor: string | undefined;
  /** One of a namespace, or undefined for all (`?namespace=all`). */
  namespace: string | undefined;
}

/** `?limit`, `?cursor` and `?namespace`, which one that is typed goes before; without them the portal's own. */
export function listRequest(params: SearchParams, ownNamespace: string): ListRequest {
  const limit = pageSizes.find((size) => String(size) === params.limit) ?? pageSizeDefault;
  const namespace = one(params.otherNamespace)?.trim() || (one(params.namespace) ?? ownNamespace);
  return {
    limit,
    cursor: one(params.cursor),
    namespace: namespace === "all" ? undefined : namespace,
  };
}

/** A parameter that is given once and not empty; without NUL, which PostgreSQL does not take. */
export function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value.replaceAll("\0", "") || undefined : undefined;
}

/** A parameter that is one of these. */
export function oneOf<T extends string>(
  values: readonly T[],
  value: string | string[] | undefined,
): T | undefined {
  return values.find((known) => known === value);
}

/** A parameter that is a GUID. */
export function oneGuid(value: string | string[] | undefined): string | undefined {
  const given = one(value)?.trim().toLowerCase();
  return given && guidPattern.test(given) ? given : undefined;
}

/** Some parameters, as typed: a query says which of them are ids. */
export function some<K extends string>(
  params: SearchParams,
  names: readonly K[],
): Record<K, string | undefined> {
  const entries = names.map((name) => [name, one(params[name])] as const);
  return Object.fromEntries(entries) as Record<K, string | undefined>;
}
