import "server-only";
import {
  claimedSubjects,
  endAttempt,
  findAttemptById,
  type Ending,
  type Subject,
} from "@/lib/audit/attempts";
import { lockChain } from "@/lib/audit/entries";
import { toJson } from "@/lib/audit/canonical";
import { db, isDatabaseGone, type Transaction } from "@/lib/db";
import { log } from "@/lib/log";
import { bindMapping, releaseMapping } from "@/lib/mappings/mappings";
import type { WixContext } from "@/lib/wix/context";
import { WixError } from "@/lib/wix/error";
import type { Effect } from "./operation";
import { failureOf, type Outcome } from "./outcome";
import { replay } from "./replay";

/** Makes the write that is on record, and puts on record what became of it. Throws what nobody expected. */
export async function doAndSettle(
  write: () => Promise<Effect>,
  attemptId: string,
  context: WixContext,
): Promise<Outcome> {
  let effect: Effect;
  try {
    effect = await write();
  } catch (error) {
    return settleError(attemptId, error);
  }
  const { subject } = effect;
  const after = toJson(effect.after);
  const settled = await settleUnlessGone(attemptId, {
    type: "succeeded",
    subject,
    errorCode: null,
    wixRequestId: context.wixRequestIds.at(-1) ?? null,
    content: { after },
  });
  return settled === "settled"
    ? { status: "succeeded", attemptId, subject, after }
    : asOnRecord(settled, attemptId);
}

/**
 * What a late answer finds on record: found out already, as it was. When the record says something else, nobody may
 * rely on either: a person reads both in the audit log.
 */
async function asOnRecord(settled: "late" | "gone", attemptId: string): Promise<Outcome> {
  const found = settled === "late" ? await findAttemptById(attemptId) : null;
  const outcome = found && replay(found);
  if (outcome?.status === "succeeded") return outcome;
  if (outcome) log().error({ attemptId }, "Wix did what the record says it did not");
  return { status: "unknown", attemptId, failure: null };
}

async function settleError(attemptId: string, error: unknown): Promise<Outcome> {
  const failure = failureOf(error);
  const isCertain = error instanceof WixError && !error.mayHaveHappened;
  const settled = await settleUnlessGone(attemptId, {
    type: isCertain ? "failed" : "unknown",
    subject: null,
    errorCode: failure?.kind ?? "unexpected",
    wixRequestId: failure?.requestId ?? null,
    content: { error: failure ?? { kind: "unexpected" } },
  });
  if (!failure) throw error;
  return isCertain && settled === "settled"
    ? { status: "failed", attemptId, failure }
    : { status: "unknown", attemptId, failure };
}

/** `gone`: the database went away after the call, the attempt stays open, the reconciler finds out. */
async function settleUnlessGone(attemptId: string, ending: Ending) {
  try {
    return await settle(attemptId, ending);
  } catch (error) {
    if (!isDatabaseGone(error)) throw error;
    log().error(
      { err: error, attemptId, outcome: ending.type },
      "attempt not settled: no database",
    );
    return "gone" as const;
  }
}

/**
 * Final entry and mapping, in one transaction; also called by the reconciler. `late` when it was settled already: what
 * is known now is on record as observed. Throws when the database is gone.
 */
export async function settle(attemptId: string, ending: Ending): Promise<"settled" | "late"> {
  const isFirst = await db().$transaction((tx) => end(tx, attemptId, ending));
  return said(attemptId, ending, isFirst);
}

/** As settle, with what only one attempt at this operation can have made: `claimed`, and nothing is written, when another has. */
export async function settleAsSole(
  attemptId: string,
  ending: Ending & { subject: Subject },
  operation: string,
): Promise<"settled" | "late" | "claimed"> {
  const isFirst = await db().$transaction(async (tx) => {
    // From here on nobody else settles.
    await lockChain(tx);
    const claimed = await claimedSubjects(operation, attemptId, [ending.subject.id], tx);
    return claimed.size > 0 ? null : end(tx, attemptId, ending);
  });
  return isFirst === null ? "claimed" : said(attemptId, ending, isFirst);
}

/** True when this settled it. */
async function end(tx: Transaction, attemptId: string, ending: Ending): Promise<boolean> {
  const at = await endAttempt(tx, attemptId, ending);
  if (!at) return false;
  if (ending.type === "succeeded" && ending.subject) {
    await bindMapping(tx, attemptId, ending.subject.id, at);
  }
  if (ending.type === "failed") await releaseMapping(tx, attemptId);
  return true;
}

function said(attemptId: string, { type, errorCode }: Ending, isFirst: boolean) {
  const outcome = isFirst ? type : "observed";
  log().info({ attemptId, outcome, errorCode }, "attempt settled");
  return isFirst ? "settled" : "late";
}
