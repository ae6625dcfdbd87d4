import "server-only";
import { WixError } from "./error";

/** One page of a query. The cursors carry filter and sort (wix-api.md 2.3). */
export interface Page<T> {
  items: T[];
  next: string | null;
  prev: string | null;
}

/** What a list can be asked for: a first page by filter, or another by cursor. */
export interface PageRequest {
  /** 1 to 100. */
  limit: number;
  cursor?: string | undefined;
}

/** When something was created: `from` inclusive, `to` exclusive. Filterable on every noun (wix-api.md 2.4). */
export interface Created {
  createdFrom?: Date | undefined;
  createdTo?: Date | undefined;
}

/** The part of a filter that says when; nothing when neither end is given. */
export function createdFilter({ createdFrom, createdTo }: Created) {
  if (!createdFrom && !createdTo) return {};
  return {
    _createdDate: {
      ...(createdFrom ? { $gte: createdFrom } : {}),
      ...(createdTo ? { $lt: createdTo } : {}),
    },
  };
}

interface PagingMetadata {
  cursors?: { next?: string | null; prev?: string | null };
}

/** The query as Wix takes it, newest first. With a cursor, filter and sort are left out. */
export function queryOf<F extends object>(request: PageRequest, filter: F) {
  if (request.cursor) return { cursorPaging: { limit: request.limit, cursor: request.cursor } };
  return {
    filter,
    sort: [{ fieldName: "_createdDate" as const, order: "DESC" as const }],
    cursorPaging: { limit: request.limit },
  };
}

/** Our page from Wix's answer. */
export function pageOf<T>(items: T[], metadata: PagingMetadata | undefined): Page<T> {
  return { items, next: metadata?.cursors?.next || null, prev: metadata?.cursors?.prev || null };
}

/**
 * A page, or the first one when the cursor was no good (forged, too old, of another list). An empty one
 * when nothing can fit the request: null.
 */
export async function pageOrFirst<R extends PageRequest, T>(
  request: R | null,
  list: (request: R) => Promise<Page<T>>,
): Promise<Page<T> & { isCursorBad: boolean }> {
  if (!request) return { items: [], next: null, prev: null, isCursorBad: false };
  try {
    return { ...(await list(request)), isCursorBad: false };
  } catch (error) {
    const isRefused =
      error instanceof WixError && (error.kind === "invalid" || error.kind === "bad-request");
    if (!request.cursor || !isRefused) throw error;
    return { ...(await list({ ...request, cursor: undefined })), isCursorBad: true };
  }
}
