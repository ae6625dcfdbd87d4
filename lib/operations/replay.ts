import "server-only";
import { z } from "zod";
import type { findAttemptByKey } from "@/lib/audit/attempts";
import { canonicalJson, toJson } from "@/lib/audit/canonical";
import { recordable } from "@/lib/audit/entries";
import type { Actor } from "@/lib/auth/roles";
import { businessCodes, generalKinds } from "@/lib/wix/error";
import type { Failure, FailureKind, Outcome } from "./outcome";
import { localRefusalKinds } from "./refusal";

/** An attempt with what is on record of it. */
export type Recorded = NonNullable<Awaited<ReturnType<typeof findAttemptByKey>>>;

const storedFailure = z.object({
  kind: z.enum([...businessCodes, ...generalKinds, ...localRefusalKinds]),
  data: z.record(z.string(), z.json()),
  fields: z.array(
    z.object({ field: z.string(), description: z.string(), rule: z.string().optional() }),
  ),
  requestId: z.string().nullable(),
  retryAfterMs: z.number().nullable(),
});

/** Whether who asks again is who asked first, for the same thing. */
export function isRepeat(attempt: Recorded, operation: string, actor: Actor): boolean {
  return attempt.actorId === actor.id && attempt.operation === operation;
}

/** Whether what is asked for now is what was put on record then; what was erased cannot tell. */
export function isSameInput(attempt: Recorded, input: unknown): boolean {
  const begun = attempt.entries.find((entry) => entry.type === "intended");
  const held = z.object({ input: z.json() }).safeParse(begun?.payload?.content);
  return (
    !held.success || canonicalJson(toJson(held.data.input)) === canonicalJson(recordable(input))
  );
}

/** The outcome of the first attempt with this key, from the record. */
export function replay(attempt: Recorded): Outcome {
  const attemptId = attempt.id;
  switch (attempt.outcome) {
    case "succeeded":
    case "partial":
    case "settled-by-hand": {
      // By hand: a person found out that it was not done.
      if (attempt.errorCode === "not-done") {
        return { status: "failed", attemptId, failure: bare("not-done") };
      }
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

function failureIn(attempt: Recorded): Failure {
  const stored = storedFailure.safeParse(contentOf(attempt)?.error);
  if (stored.success)
    return {
      ...stored.data,
      fields: stored.data.fields.map(({ rule, ...one }) => ({ ...one, ...(rule ? { rule } : {}) })),
    };
  const kind = storedFailure.shape.kind.safeParse(attempt.errorCode);
  return { ...bare(kind.success ? kind.data : "rejected"), requestId: attempt.wixRequestId };
}

function bare(kind: FailureKind): Failure {
  return { kind, data: {}, fields: [], requestId: null, retryAfterMs: null };
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
