import "server-only";
import { z } from "zod";
import { toJson } from "@/lib/audit/canonical";
import { db, isDatabaseGone } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { isMapped } from "@/lib/mappings/mappings";
import { withWixContext } from "@/lib/wix/context";
import { WixError } from "@/lib/wix/error";
import { claimAttempt, claimNextDue, leaveUntil, type Claim } from "./claim";
import type { Settlement } from "./operation";
import { findOperation } from "./registry";
import { settle, settleAsSole } from "./settle";

/** What a round of the reconciler did. */
export interface Reconciliation {
  settled: number;
  open: number;
}

const batchSize = 50;
const personAfterMs = 3_600_000;

/**
 * Settles what a crash left `intended` or a lost answer left `unknown`: looks up in Wix what became of
 * it. Never before 2 × deadline has passed since it began; safe in several instances at once, because
 * a look-up is claimed first. One that cannot be settled does not stop the others. Throws only when the database is gone.
 */
export async function reconcile(): Promise<Reconciliation> {
  const done: Reconciliation = { settled: 0, open: 0 };
  for (let count = 0; count < batchSize; count += 1) {
    const claimed = await claimNextDue();
    if (!claimed) break;
    done[(await reconcileOne(claimed, "bulk")) ? "settled" : "open"] += 1;
  }
  if (done.settled + done.open > 0) log().info(done, "reconciled");
  return done;
}

/** What an attempt's look-up found: `early` before 2 × deadline has passed, `closed` when it is settled already. */
export const lookedUp = ["settled", "open", "early", "closed"] as const;
export type LookedUp = (typeof lookedUp)[number];

/** Looks one attempt up because a person asks for it: now, whenever the reconciler would. Throws as reconcile does. */
export async function lookUpNow(attemptId: string): Promise<LookedUp> {
  const claimed = await claimAttempt(attemptId);
  if (typeof claimed === "string") return claimed;
  return (await reconcileOne(claimed, "interactive")) ? "settled" : "open";
}

async function reconcileOne(claimed: Claim, requestClass: "bulk" | "interactive") {
  try {
    return await settleByEvidence(claimed, requestClass);
  } catch (err) {
    if (isDatabaseGone(err)) throw err;
    log().error({ err, attemptId: claimed.id }, "an attempt cannot be settled");
    return false;
  }
}

const recorded = z.object({ input: z.unknown(), before: z.unknown().optional() });

async function settleByEvidence(claimed: Claim, requestClass: "bulk" | "interactive") {
  const { id } = claimed;
  const attempt = await db().attempt.findUniqueOrThrow({
    where: { id },
    include: { entries: { where: { type: "intended" }, include: { payload: true } } },
  });
  const found = await lookUp(attempt, claimed.now, requestClass);
  if (found.outcome === "undecided") {
    if (found.needsPerson) await leaveToPerson(attempt, found.why);
    return false;
  }
  if (found.outcome === "succeeded" && (await isMapped(db(), id, found.subject))) {
    await leaveToPerson(attempt, "What Wix holds under its key is tied to another key of ours.");
    return false;
  }
  const ending = { errorCode: null, wixRequestId: null };
  if (found.outcome === "failed") {
    const content = { note: found.why };
    await settle(id, { ...ending, type: "failed", subject: null, errorCode: found.kind, content });
    return true;
  }
  const { subject } = found;
  const content = { after: toJson(found.after), note: "Found in Wix by the reconciler." };
  const done = { ...ending, type: "succeeded" as const, subject, content };
  const ended = found.isSole
    ? await settleAsSole(id, done, attempt.operation)
    : await settle(id, done);
  return ended !== "claimed";
}

interface RecordedAttempt {
  id: string;
  operation: string;
  errorCode: string | null;
  startedAt: Date;
  entries: { payload: { content: unknown } | null }[];
}

async function lookUp(
  attempt: RecordedAttempt,
  now: Date,
  requestClass: "bulk" | "interactive",
): Promise<Settlement> {
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
  const { before } = content.data;
  const deadlineAt = new Date(Date.now() + env().wixDeadlineMs);
  try {
    return await withWixContext({ requestClass, deadlineAt, attemptId, wixRequestIds: [] }, () =>
      operation.settle({ attemptId, input: parsed.data, before, startedAt, now }),
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
  await leaveUntil(id, personAfterMs);
}
