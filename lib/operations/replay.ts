import "server-only";
import { z } from "zod";
import type { findAttemptByKey } from "@/lib/audit/attempts";
import { toJson } from "@/lib/audit/canonical";
import type { Actor } from "@/lib/auth/roles";
import { businessCodes, generalKinds } from "@/lib/wix/error";
import type { Failure, Outcome } from "./outcome";

/** An attempt with what is on record of it. */
export type Recorded = NonNullable<Awaited<ReturnType<typeof findAttemptByKey>>>;

const storedFailure = z.object({
  kind: z.enum([...businessCodes, ...generalKinds]),
  data: z.record(z.string(), z.json()),
  fields: z.array(
    z.object({ field: z.string(), description: z.string(), rule: z.string().optional() }),
  ),
  requestId: z.string().nullable(),
  retryAfterMs: z.number().nullable(),
});

/**
 * The outcome of the first attempt with this key, from the record. Somebody else's key, or one of
 * another operation, tells nothing and does nothing: it is refused.
 */
export function replay(attempt: Recorded, operation: string, actor: Actor): Outcome {
  const isTheirs = attempt.actorId === actor.id && attempt.operation === operation;
  if (!isTheirs) return { status: "refused", attemptId: attempt.id };
  const attemptId = attempt.id;
  switch (attempt.outcome) {
    case "succeeded":
    case "partial":
    case "settled-by-hand": {
      if (wasNotDone(attempt)) return { status: "failed", attemptId, failure: failureIn(attempt) };
      const subject = { kind: attempt.subjectKind ?? "", id: attempt.subjectId ?? "" };
      return { status: "succeeded", attemptId, subject, after: contentOf(attempt)?.after ?? null };
    }
    case "failed":
      return { status: "failed", attemptId, failure: failureIn(attempt) };
    case "refused":
      return { status: "refused", attemptId };
    default:
      return {
        status: "unknown",
        attemptId,
        failure: attempt.outcome === "unknown" ? failureIn(attempt) : null,
      };
  }
}

const decided = z.object({ wasDone: z.literal(false) });

/** A person found out that it was not done. */
function wasNotDone(attempt: Recorded): boolean {
  if (attempt.outcome !== "settled-by-hand") return false;
  return decided.safeParse(contentOf(attempt)?.after).success;
}

function failureIn(attempt: Recorded): Failure {
  const stored = storedFailure.safeParse(contentOf(attempt)?.error);
  if (stored.success)
    return {
      ...stored.data,
      fields: stored.data.fields.map(({ rule, ...one }) => ({ ...one, ...(rule ? { rule } : {}) })),
    };
  const kind = storedFailure.shape.kind.safeParse(attempt.errorCode);
  return {
    kind: kind.success ? kind.data : "rejected",
    data: {},
    fields: [],
    requestId: attempt.wixRequestId,
    retryAfterMs: null,
  };
}

const content = z.object({ after: z.json().optional(), error: z.json().optional() });

/** The payload of the last entry that settled it; undefined when it was erased. */
function contentOf(attempt: Recorded) {
  const last = attempt.entries.findLast((entry) => entry.type === attempt.outcome);
  const parsed = content.safeParse(last?.payload?.content);
  return parsed.success
    ? { after: toJson(parsed.data.after), error: parsed.data.error }
    : undefined;
}
