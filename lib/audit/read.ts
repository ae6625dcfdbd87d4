import "server-only";
import { z } from "zod";
import { ask, db, type Prisma } from "@/lib/db";
import { siteId } from "@/lib/site";
import { attemptDetail } from "./attempts";
import { toJson, type Json } from "./canonical";

const row = {
  id: true,
  operation: true,
  actorKind: true,
  actorId: true,
  source: true,
  outcome: true,
  errorCode: true,
  subjectKind: true,
  subjectId: true,
  startedAt: true,
} as const;

/** An attempt, as a list shows it. */
export type AttemptRow = Prisma.AttemptGetPayload<{ select: typeof row }>;

export interface AttemptFilter {
  operation?: string | undefined;
  actorKind?: string | undefined;
  actorId?: string | undefined;
  outcome?: string | undefined;
  /** The id of what it was about, first or second. */
  aboutId?: string | undefined;
  /** Inclusive, and exclusive. */
  from?: Date | undefined;
  to?: Date | undefined;
}

export interface AttemptPage {
  items: AttemptRow[];
  next: string | null;
  prev: string | null;
  /** The cursor was unreadable: it is the first page. */
  isCursorBad: boolean;
}

/** Where a page begins: behind (next) or before (prev) an attempt. */
const place = z.object({
  way: z.enum(["next", "prev"]),
  // A forged one may lie in years that PostgreSQL has no word for.
  at: z.coerce.date().min(new Date(0)).max(new Date("9999-12-31")),
  id: z.uuid(),
});
type Place = z.infer<typeof place>;

/** Attempts, newest first. An unreadable cursor is the first page. */
export async function listAttempts(
  filter: AttemptFilter,
  limit: number,
  cursor?: string,
): Promise<AttemptPage> {
  const from = readCursor(cursor);
  const isBack = from?.way === "prev";
  const found = await db().attempt.findMany({
    where: { AND: [whereOf(filter), from ? beyond(from) : {}] },
    orderBy: [{ startedAt: isBack ? "asc" : "desc" }, { id: isBack ? "asc" : "desc" }],
    take: limit + 1,
    select: row,
  });
  const hasMore = found.length > limit;
  const items = found.slice(0, limit);
  if (isBack) items.reverse();
  const [first, last] = [items[0], items.at(-1)];
  return {
    items,
    next: last && (isBack || hasMore) ? writeCursor("next", last) : null,
    prev: first && from && (!isBack || hasMore) ? writeCursor("prev", first) : null,
    isCursorBad: cursor !== undefined && !from,
  };
}

function whereOf(filter: AttemptFilter): Prisma.AttemptWhereInput {
  const { from, to, aboutId, ...equal } = filter;
  return {
    siteId: siteId(),
    ...equal,
    ...(aboutId ? { OR: [{ subjectId: aboutId }, { relatedId: aboutId }] } : {}),
    startedAt: { gte: from, lt: to },
  };
}

function beyond({ way, at, id }: Place): Prisma.AttemptWhereInput {
  return way === "next"
    ? { OR: [{ startedAt: { lt: at } }, { startedAt: at, id: { lt: id } }] }
    : { OR: [{ startedAt: { gt: at } }, { startedAt: at, id: { gt: id } }] };
}

function writeCursor(way: Place["way"], attempt: AttemptRow): string {
  const text = JSON.stringify({ way, at: attempt.startedAt, id: attempt.id });
  return Buffer.from(text).toString("base64url");
}

function readCursor(cursor: string | undefined): Place | null {
  if (!cursor) return null;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return null;
  }
}

/** An entry with its payload; `content` is null when it was erased. */
export interface EntryRow {
  seq: string;
  type: string;
  at: Date;
  errorCode: string | null;
  wixRequestId: string | null;
  hash: string;
  erasedAt: Date | null;
  content: { input: Json; before: Json; after: Json; error: Json; note: string | null } | null;
}

export interface AttemptDetail extends AttemptRow {
  requestId: string | null;
  wixRequestId: string | null;
  reason: string | null;
  reconcileAt: Date;
  settledAt: Date | null;
  entries: EntryRow[];
}

/** An attempt with its entries, in order; null when there is none. */
export async function findAttempt(id: string): Promise<AttemptDetail | null> {
  const found = await db().attempt.findFirst({
    where: { id, siteId: siteId() },
    include: attemptDetail,
  });
  if (!found) return null;
  const { entries, ...attempt } = found;
  return {
    ...attempt,
    entries: entries.map(({ payload, ...entry }) => ({
      seq: entry.seq.toString(),
      type: entry.type,
      at: entry.at,
      errorCode: entry.errorCode,
      wixRequestId: entry.wixRequestId,
      hash: entry.hash,
      erasedAt: payload?.erasedAt ?? null,
      content: contentOf(payload?.content),
    })),
  };
}

const content = z.object({
  input: z.json().default(null),
  before: z.json().default(null),
  after: z.json().default(null),
  error: z.json().default(null),
  note: z.string().nullable().default(null),
});

function contentOf(payload: unknown): EntryRow["content"] {
  const parsed = content.safeParse(payload);
  if (!parsed.success) return null;
  const { input, before, after, error, note } = parsed.data;
  return {
    input: toJson(input),
    before: toJson(before),
    after: toJson(after),
    error: toJson(error),
    note,
  };
}

/** An attempt with what it found and what it left, where that is on record. */
export interface ChangeRow extends AttemptRow {
  before: Json;
  after: Json;
}

const changeQuery = `
  SELECT ${Object.keys(row)
    .map((name) => `a."${name}"`)
    .join(", ")},
    (SELECT p."content" -> 'before' FROM "AuditEntry" AS e JOIN "AuditPayload" AS p ON p."seq" = e."seq"
      WHERE e."attemptId" = a."id" AND e."type" = 'intended') AS "before",
    (SELECT p."content" -> 'after' FROM "AuditEntry" AS e JOIN "AuditPayload" AS p ON p."seq" = e."seq"
      WHERE e."attemptId" = a."id" AND e."type" = 'succeeded') AS "after"
  FROM "Attempt" AS a
  WHERE a."siteId" = $1 AND (a."subjectId" = $2 OR a."relatedId" = $2)
  ORDER BY a."startedAt" DESC, a."id" DESC LIMIT $3`;

const changeRow = z.object({
  id: z.uuid(),
  operation: z.string(),
  actorKind: z.string(),
  actorId: z.string(),
  source: z.string(),
  outcome: z.string(),
  errorCode: z.string().nullable(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  startedAt: z.date(),
  before: z.json(),
  after: z.json(),
});

/** The last attempts about one thing (its id), newest first. One statement: every page of an entity asks it. */
export async function listChanges(aboutId: string, limit: number): Promise<ChangeRow[]> {
  const rows = await ask(changeQuery, [siteId(), aboutId, limit]);
  return rows.map((one) => changeRow.parse(one));
}

const nameQuery = `
  SELECT e."attemptId", coalesce(p."content" -> 'after' ->> 'displayName',
    p."content" -> 'input' ->> 'displayName', p."content" -> 'before' ->> 'displayName') AS "name"
  FROM "AuditEntry" AS e JOIN "AuditPayload" AS p ON p."seq" = e."seq"
  WHERE e."attemptId" = ANY($1::uuid[]) AND e."type" IN ('intended', 'succeeded')
  ORDER BY e."seq"`;

const nameRow = z.object({ attemptId: z.uuid(), name: z.string().nullable() });

/** What these attempts (ids) were about was called then, by attempt; what has no name, or was erased, is left out. */
export async function subjectNames(attemptIds: readonly string[]): Promise<Map<string, string>> {
  const rows = (await ask(nameQuery, [attemptIds])).map((row) => nameRow.parse(row));
  return new Map(rows.flatMap(({ attemptId, name }) => (name ? [[attemptId, name]] : [])));
}
