import "server-only";
import { z } from "zod";

/**
 * Every business refusal of the typings (`*ApplicationErrors` of the nine modules, and the two cascade
 * rules), by Wix's own code. Source: typings of @wix/benefit-programs 1.0.263.
 */
export const businessCodes = [
  "ALREADY_EXECUTED",
  "BALANCE_ALREADY_INITIALIZED",
  "BALANCE_EXCEEDED_LIMITS",
  "BENEFIT_ALREADY_REDEEMED",
  "BENEFIT_NOT_FOUND",
  "CHAIN_OPERATION_IN_PROGRESS",
  "CHANGE_ALREADY_REVERTED",
  "IN_PROGRESS",
  "INVALID_ITEM_REFERENCE",
  "NOT_ENOUGH_BALANCE",
  "NOT_LATEST_TRANSACTION",
  "POLICY_EXPRESSION_EVALUATED_TO_FALSE",
  "POOL_DEFINITION_BENEFIT_NOT_FOUND",
  "POOL_NOT_ACTIVE",
  "POOL_NOT_FOUND",
  "PROGRAM_ALREADY_EXISTS",
  "PROGRAM_STATUS_TRANSITION_NOT_ALLOWED",
  "REDEMPTION_ALREADY_CANCELED",
  "TOO_MANY_TO_COUNT",
  "TRANSACTION_ALREADY_SUPERSEDED",
  "TRANSACTION_NOT_CANCELABLE",
  "TRANSACTION_NOT_FOUND",
  "TRANSACTION_NOT_REALLOCATABLE",
  "TRANSACTION_NOT_SUPERSEDABLE",
  "cascade_is_required",
  "cascade_value_not_supported",
] as const;

/** What else can become of a request, by its status or by what became of the connection. */
export const generalKinds = [
  "invalid",
  "bad-request",
  "unauthenticated",
  "forbidden",
  "not-found",
  "conflict",
  "precondition-failed",
  "rate-limited",
  "rejected",
  "not-emulated",
  "no-budget",
  "unreachable",
  "timeout",
  "disconnected",
  "server-error",
  "unreadable",
] as const;

export type WixErrorKind = (typeof businessCodes)[number] | (typeof generalKinds)[number];

/**
 * The one table of what may have happened all the same. Everything else is a certain failure: Wix said
 * no (4xx but 408), or the request never left (refused, DNS, no budget). Source: architecture.md.
 */
const mayHaveHappenedKinds: ReadonlySet<WixErrorKind> = new Set<WixErrorKind>([
  "timeout",
  "disconnected",
  "server-error",
  "unreadable",
]);

export interface FieldViolation {
  field: string;
  description: string;
  rule?: string;
}

interface WixErrorFacts {
  kind: WixErrorKind;
  /** What was being done, in words for the log: "update pool". */
  action: string;
  status?: number | undefined;
  requestId?: string | undefined;
  /** Wix's data of a business refusal, as it came. */
  data?: Readonly<Record<string, unknown>>;
  fields?: readonly FieldViolation[];
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** The only error that leaves lib/wix. Its message is for the log; words for people are in components/words.ts. */
export class WixError extends Error {
  override readonly name = "WixError";
  readonly kind: WixErrorKind;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldViolation[];
  readonly retryAfterMs: number | undefined;

  constructor(facts: WixErrorFacts) {
    super(`${facts.action}: ${facts.kind}${facts.status ? ` (${facts.status})` : ""}`, {
      cause: facts.cause,
    });
    this.kind = facts.kind;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.data = facts.data ?? {};
    this.fields = facts.fields ?? [];
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** True when Wix may have done it although we got no proper answer: such a write must be looked up. */
  get mayHaveHappened(): boolean {
    return mayHaveHappenedKinds.has(this.kind);
  }
}

const violation = z.object({
  field: z.string().catch(""),
  description: z.string().catch(""),
  violatedRule: z.string().optional().catch(undefined),
  ruleName: z.string().optional().catch(undefined),
});

/** What the SDK throws, as far as we rely on it. `code` is a number when Wix named none. Source: [RUN]. */
const sdkError = z.object({
  status: z.number().optional().catch(undefined),
  requestId: z.string().nullish().catch(undefined),
  details: z
    .object({
      applicationError: z
        .object({
          code: z.union([z.string(), z.number()]).optional(),
          description: z.string().optional().catch(undefined),
          data: z.record(z.string(), z.unknown()).optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
      validationError: z
        .object({ fieldViolations: z.array(violation) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What the transport knows of the last answer and the SDK hides. */
export interface Answer {
  status: number;
  requestId: string | undefined;
  retryAfterMs: number | undefined;
}

/** Reads what the SDK threw. `answer` is the last one that the transport saw; null when there was none. */
export function wixErrorFrom(action: string, thrown: unknown, answer: Answer | null): WixError {
  if (thrown instanceof WixError) return thrown;
  const read = sdkError.safeParse(thrown);
  const { details, status = answer?.status } = read.success ? read.data : {};
  const code = details?.applicationError?.code;
  const violations = details?.validationError?.fieldViolations ?? [];
  const kind = kindOf(code, violations, status);
  return new WixError({
    kind,
    action,
    status,
    requestId: (read.success ? read.data.requestId : undefined) ?? answer?.requestId,
    data: details?.applicationError?.data ?? {},
    fields: violations.map(({ field, description, violatedRule }) => ({
      field,
      description,
      ...(violatedRule ? { rule: violatedRule } : {}),
    })),
    retryAfterMs: answer?.retryAfterMs,
    cause: thrown,
  });
}

function kindOf(
  code: string | number | undefined,
  violations: readonly z.infer<typeof violation>[],
  status: number | undefined,
): WixErrorKind {
  if (code === "NOT_EMULATED") return "not-emulated";
  const ofStatus = kindOfStatus(status);
  // Whatever reason it gives: what may have happened must be looked up.
  if (mayHaveHappenedKinds.has(ofStatus)) return ofStatus;
  const named = [code, ...violations.map((one) => one.ruleName)];
  const business = businessCodes.find((known) => named.includes(known));
  if (business) return business;
  return violations.length > 0 ? "invalid" : ofStatus;
}

/** The kind that a status alone stands for. 200 is here because its body could not be read. */
export function kindOfStatus(status: number | undefined): WixErrorKind {
  switch (status) {
    case 400:
      return "bad-request";
    case 401:
      return "unauthenticated";
    case 403:
      return "forbidden";
    case 404:
      return "not-found";
    case 408:
      return "timeout";
    case 409:
      return "conflict";
    case 428:
      return "precondition-failed";
    case 429:
      return "rate-limited";
    default:
      if (status === undefined || status < 400) return "unreadable";
      return status < 500 ? "rejected" : "server-error";
  }
}

/** Not "no route to host": a router may say so of a connection over which all was sent. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** Reads what fetch threw: never sent (refused, DNS), given up by us, or broken off. */
export function wixErrorFromNetwork(action: string, thrown: unknown): WixError {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = z.object({ code: z.string() }).safeParse(cause).data?.code ?? "";
  const isTimeout = thrown instanceof DOMException && thrown.name === "TimeoutError";
  const kind = isTimeout ? "timeout" : neverSent.has(code) ? "unreachable" : "disconnected";
  return new WixError({ kind, action, cause: thrown });
}
