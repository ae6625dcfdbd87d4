import "server-only";
import type { Subject } from "@/lib/audit/attempts";
import { toJson, type Json } from "@/lib/audit/canonical";
import { LocalRefusal, type LocalRefusalKind } from "./refusal";
import { WixError, type FieldViolation, type WixErrorKind } from "@/lib/wix/error";

export type FailureKind = WixErrorKind | LocalRefusalKind;

/** Why something was not done, or may not have been; plain data, so that it can be kept and shown. */
export interface Failure {
  kind: FailureKind;
  data: { [name: string]: Json };
  fields: readonly FieldViolation[];
  requestId: string | null;
  retryAfterMs: number | null;
}

/** What became of one attempt, for whoever asked. */
export type Outcome =
  | { status: "succeeded"; attemptId: string; subject: Subject; after: Json }
  | { status: "invalid"; fields: Record<string, string> }
  | { status: "refused"; attemptId: string }
  | { status: "failed"; attemptId: string | null; failure: Failure }
  | { status: "unknown"; attemptId: string; failure: Failure | null };

/** The failure that an error stands for; null for an error that nobody expected. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof LocalRefusal) {
    return { kind: error.kind, data: error.data, fields: [], requestId: null, retryAfterMs: null };
  }
  if (!(error instanceof WixError)) return null;
  const data = toJson(error.data);
  return {
    kind: error.kind,
    data: data !== null && typeof data === "object" && !Array.isArray(data) ? data : {},
    fields: error.fields,
    requestId: error.requestId ?? null,
    retryAfterMs: error.retryAfterMs ?? null,
  };
}
