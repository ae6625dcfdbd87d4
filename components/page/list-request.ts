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

/** `?limit`, `?cursor` and `?namespace`; without the last, the portal's own. */
export function listRequest(params: SearchParams, ownNamespace: string): ListRequest {
  const limit = pageSizes.find((size) => String(size) === params.limit) ?? pageSizeDefault;
  const namespace = one(params.namespace) ?? ownNamespace;
  return {
    limit,
    cursor: one(params.cursor),
    namespace: namespace === "all" ? undefined : namespace,
  };
}

/** A parameter that is given once and not empty. */
export function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A parameter that is a GUID. */
export function oneGuid(value: string | string[] | undefined): string | undefined {
  const given = one(value)?.trim();
  return given && guidPattern.test(given) ? given : undefined;
}
