import "server-only";
import { z } from "zod";
import type { Ending } from "@/lib/audit/attempts";
import { toJson } from "@/lib/audit/canonical";
import { db, isDatabaseGone } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { siteId } from "@/lib/site";
import { withWixContext } from "@/lib/wix/context";
import { WixError } from "@/lib/wix/error";
import type { Settlement } from "./operation";
import { findOperation } from "./registry";
import { settle } from "./run";

/** What a round of the reconciler did. */
export interface Reconciliation {
  settled: number;
  open: number;
}

const batchSize = 50;
const againAfterMs = 30_000;
const personAfterMs = 3_600_000;

/**
 * Settles what a crash left `intended` or a lost answer left `unknown`: looks up in Wix what became of
 * it. Never before 2 × deadline has passed since it began; safe in several instances at once, because
 * a look-up is claimed first. Throws only when the database is gone.
 */
export async function reconcile(attemptId?: string): Promise<Reconciliation> {
  const due = await db().attempt.findMany({
    where: {
      siteId: siteId(),
      outcome: { in: ["intended", "unknown"] },
      reconcileAt: { lte: new Date() },
      ...(attemptId ? { id: attemptId } : {}),
    },
    orderBy: { reconcileAt: "asc" },
    take: batchSize,
    select: { id: true, reconcileAt: true },
  });
  const done: Reconciliation = { settled: 0, open: 0 };
  for (const attempt of due) {
    if (!(await claim(attempt.id, attempt.reconcileAt))) continue;
    done[(await reconcileOne(attempt.id)) ? "settled" : "open"] += 1;
  }
  if (due.length > 0) log().info(done, "reconciled");
  return done;
}

/** One instance looks an attempt up; the others pass it by until `againAfterMs` later. */
async function claim(id: string, reconcileAt: Date): Promise<boolean> {
  const next = new Date(Date.now() + againAfterMs);
  const where = { id, reconcileAt, outcome: { in: ["intended", "unknown"] } };
  const { count } = await db().attempt.updateMany({ where, data: { reconcileAt: next } });
  return count === 1;
}

const recorded = z.object({ input: z.unknown(), before: z.unknown().optional() });

async function reconcileOne(id: string): Promise<boolean> {
  const attempt = await db().attempt.findUniqueOrThrow({
    where: { id },
    include: { entries: { where: { type: "intended" }, include: { payload: true } } },
  });
  const found = await lookUp(attempt);
  if (found.outcome === "undecided") {
    if (found.needsPerson) await leaveToPerson(attempt, found.why);
    return false;
  }
  const isDone = found.outcome === "succeeded";
  const ending: Ending = {
    type: isDone ? "succeeded" : "failed",
    subject: isDone ? found.subject : null,
    errorCode: isDone ? null : found.kind,
    wixRequestId: null,
    content: isDone
      ? { after: toJson(found.after), note: "Found in Wix by the reconciler." }
      : { note: found.why },
  };
  await settle(id, ending);
  return true;
}

interface RecordedAttempt {
  id: string;
  operation: string;
  errorCode: string | null;
  startedAt: Date;
  entries: { payload: { content: unknown } | null }[];
}

async function lookUp(attempt: RecordedAttempt): Promise<Settlement> {
  const operation = findOperation(attempt.operation);
  const content = recorded.safeParse(attempt.entries[0]?.payload?.content);
  if (operation?.kind !== "wix" || !content.success) {
    const why = "Its input is not on record any more, or this version does not know the operation.";
    return { outcome: "undecided", why, needsPerson: true };
  }
  const parsed = operation.input.safeParse(content.data.input);
  if (!parsed.success) {
    return { outcome: "undecided", why: "Its input cannot be read any more.", needsPerson: true };
  }
  const { id: attemptId, startedAt } = attempt;
  const deadlineAt = new Date(Date.now() + env().wixDeadlineMs);
  try {
    return await withWixContext(
      { requestClass: "bulk", deadlineAt, attemptId, wixRequestIds: [] },
      () =>
        operation.settle({ attemptId, input: parsed.data, before: content.data.before, startedAt }),
    );
  } catch (error) {
    if (isDatabaseGone(error)) throw error;
    const kind = error instanceof WixError ? error.kind : "unexpected";
    log().warn(
      { attemptId, kind, ...(error instanceof WixError ? {} : { err: error }) },
      "look-up failed",
    );
    const why =
      kind === "not-found" ? "Wix does not hold it any more." : `Wix could not be asked (${kind}).`;
    return { outcome: "undecided", why, needsPerson: kind === "not-found" };
  }
}

/** Says once, in the audit log, that a person must decide; looks again each hour. */
async function leaveToPerson({ id, errorCode }: RecordedAttempt, why: string): Promise<void> {
  if (errorCode !== "needs-person") {
    const content = { note: why };
    await settle(id, {
      type: "unknown",
      subject: null,
      errorCode: "needs-person",
      wixRequestId: null,
      content,
    });
  }
  await db().attempt.update({
    where: { id },
    data: { reconcileAt: new Date(Date.now() + personAfterMs) },
  });
}
