import "server-only";
import { z } from "zod";
import { db, type Prisma } from "@/lib/db";
import { attemptDetail, outcomes } from "./attempts";

const batchSize = 500;

type Held = Prisma.AttemptGetPayload<{ include: typeof attemptDetail }>;

/** The first attempt that says something else than its entries, and what; null when all agree. Reads all of them. */
export async function findForgedAttempt(): Promise<{ id: string; why: string } | null> {
  for (let after = ""; ;) {
    const attempts: Held[] = await db().attempt.findMany({
      ...(after ? { cursor: { id: after }, skip: 1 } : {}),
      orderBy: { id: "asc" },
      take: batchSize,
      include: attemptDetail,
    });
    for (const attempt of attempts) {
      const why = flaw(attempt);
      if (why) return { id: attempt.id, why };
    }
    const last = attempts.at(-1);
    if (!last || attempts.length < batchSize) return null;
    after = last.id;
  }
}

const isOutcome: ReadonlySet<string> = new Set(outcomes);
const copied = ["siteId", "operation", "actorKind", "actorId", "source", "requestId"] as const;
const asked = z.object({
  request: z.object({
    key: z.string().nullable(),
    parentId: z.string().nullable(),
    reason: z.string().nullable(),
  }),
});

/** What the list shows of an attempt is a copy: each of it must be in its entries. */
function flaw(attempt: Held): string | null {
  const { entries } = attempt;
  const [first] = entries;
  if (!first) return "it has no entry";
  const changed = copied.find((name) => attempt[name] !== first[name]);
  if (changed) return `its ${changed} is not that of its first entry`;
  if (attempt.startedAt.getTime() !== first.at.getTime()) return "it began at another time";
  const last = entries.findLast((entry) => isOutcome.has(entry.type));
  if (attempt.outcome !== last?.type) return "its outcome is not that of its last entry";
  if (attempt.errorCode !== last.errorCode) return "its error is not that of its last entry";
  const about = entries.findLast((entry) => entry.type !== "observed" && entry.subjectId !== null);
  const isSame =
    attempt.subjectKind === (about?.subjectKind ?? null) &&
    attempt.subjectId === (about?.subjectId ?? null);
  if (!isSame) return "it is about something else than its entries";
  const request = asked.safeParse(first.payload?.content).data?.request;
  if (!request) return null;
  const { key, parentId, reason } = attempt;
  return request.key === key && request.parentId === parentId && request.reason === reason
    ? null
    : "its key, parent or reason is not that of its first entry";
}
