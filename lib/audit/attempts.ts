import "server-only";
import { db, type Transaction } from "@/lib/db";
import { siteId } from "@/lib/site";
import { appendEntry, lockChain, recordable, type EntryContent, type EntryType } from "./entries";

export const outcomes = [
  "intended",
  "succeeded",
  "failed",
  "partial",
  "unknown",
  "refused",
  "settled-by-hand",
] as const;
export type AttemptOutcome = (typeof outcomes)[number];

/** What an operation was about: a Wix noun and its id. */
export interface Subject {
  kind: string;
  id: string;
}

/** An attempt as it begins. */
export interface NewAttempt {
  id: string;
  /** The same key never runs twice; null for what was refused before it began. */
  key: string | null;
  operation: string;
  actorKind: string;
  actorId: string;
  source: string;
  parentId: string | null;
  reason: string | null;
  requestId: string | null;
  subject: Subject | null;
  /** What else it is about: it stands in the history of both. */
  related: Subject | null;
  /** For so long after its beginning the reconciler leaves it alone. */
  reconcileAfterMs: number;
}

/** What became of it. */
export interface Ending {
  type: Extract<EntryType, "succeeded" | "failed" | "partial" | "unknown" | "settled-by-hand">;
  subject: Subject | null;
  errorCode: string | null;
  wixRequestId: string | null;
  content: EntryContent;
}

const settled: ReadonlySet<string> = new Set(["succeeded", "failed", "partial", "settled-by-hand"]);

/**
 * Writes the attempt and its first entry, in the caller's transaction; returns when that was. Throws a unique violation
 * on a used key.
 */
export async function beginAttempt(
  tx: Transaction,
  attempt: NewAttempt,
  type: "intended" | "refused",
  content: EntryContent,
): Promise<Date> {
  const startedAt = await lockChain(tx);
  const { subject, related, reconcileAfterMs, ...facts } = attempt;
  await tx.attempt.create({
    data: {
      ...facts,
      siteId: siteId(),
      outcome: type,
      subjectKind: subject?.kind ?? null,
      subjectId: subject?.id ?? null,
      relatedKind: related?.kind ?? null,
      relatedId: related?.id ?? null,
      startedAt,
      reconcileAt: new Date(startedAt.getTime() + reconcileAfterMs),
      settledAt: type === "refused" ? startedAt : null,
    },
  });
  const { key, parentId, reason } = attempt;
  const request = { key, parentId, reason };
  await appendEntry(tx, entryFacts(attempt, subject, type, startedAt), { request, ...content });
  return startedAt;
}

/**
 * Writes what became of an attempt, in the caller's transaction; returns when that was. When it was settled already
 * (the answer came late), appends it as `observed` and returns null.
 */
export async function endAttempt(
  tx: Transaction,
  attemptId: string,
  ending: Ending,
): Promise<Date | null> {
  const at = await lockChain(tx);
  await tx.$queryRaw`SELECT "id" FROM "Attempt" WHERE "id" = ${attemptId}::uuid FOR UPDATE`;
  const attempt = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId } });
  const isLate = settled.has(attempt.outcome);
  const facts = {
    ...entryFacts(attempt, ending.subject, isLate ? "observed" : ending.type, at),
    errorCode: ending.errorCode,
    wixRequestId: ending.wixRequestId,
  };
  await appendEntry(tx, facts, ending.content);
  if (isLate) return null;
  await tx.attempt.update({
    where: { id: attemptId },
    data: {
      outcome: ending.type,
      errorCode: ending.errorCode,
      ...(ending.subject ? { subjectKind: ending.subject.kind, subjectId: ending.subject.id } : {}),
      ...(ending.wixRequestId ? { wixRequestId: ending.wixRequestId } : {}),
      settledAt: ending.type === "unknown" ? null : at,
    },
  });
  return at;
}

function entryFacts(
  attempt: Omit<NewAttempt, "subject" | "related" | "reconcileAfterMs">,
  subject: Subject | null,
  type: EntryType,
  at: Date,
) {
  return {
    attemptId: attempt.id,
    type,
    at,
    operation: attempt.operation,
    actorKind: attempt.actorKind,
    actorId: attempt.actorId,
    source: attempt.source,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    errorCode: null,
    requestId: attempt.requestId,
    wixRequestId: null,
  };
}

/** The attempt that used this key, with its entries and payloads; null when nobody did. */
export async function findAttemptByKey(key: string) {
  return db().attempt.findUnique({
    where: { siteId_key: { siteId: siteId(), key } },
    include: attemptDetail,
  });
}

/** The attempt, with its entries and payloads; null when there is none. */
export async function findAttemptById(id: string) {
  return db().attempt.findUnique({ where: { id, siteId: siteId() }, include: attemptDetail });
}

/** What belongs to an attempt: its entries in order, each with its payload. */
export const attemptDetail = {
  entries: { orderBy: { seq: "asc" as const }, include: { payload: true } },
};

/** Which of these ids another attempt at the same operation has made: evidence that is not free any more. */
export async function claimedSubjects(
  operation: string,
  attemptId: string,
  ids: readonly string[],
  tx: Transaction = db(),
): Promise<Set<string | null>> {
  const found = await tx.attempt.findMany({
    where: { siteId: siteId(), id: { not: attemptId }, operation, subjectId: { in: [...ids] } },
    select: { subjectId: true },
  });
  return new Set(found.map((one) => one.subjectId));
}

/** Whether another attempt at the same operation, with the same input, began in the last `withinMs` and has not ended. */
export async function isUnderWay(
  operation: string,
  attemptId: string,
  input: unknown,
  withinMs: number,
): Promise<boolean> {
  const [row] = await db().$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM "Attempt" AS a
      JOIN "AuditEntry" AS e ON e."attemptId" = a."id" AND e."type" = 'intended'
      JOIN "AuditPayload" AS p ON p."seq" = e."seq"
      WHERE a."siteId" = ${siteId()} AND a."operation" = ${operation} AND a."id" <> ${attemptId}::uuid
        AND a."outcome" = 'intended' AND a."startedAt" > clock_timestamp() - ${withinMs}::int * interval '1 ms'
        AND p."content" -> 'input' = ${JSON.stringify(recordable(input))}::jsonb
    ) AS "is"`;
  return row?.is ?? false;
}
