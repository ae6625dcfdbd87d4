import { createHash } from "node:crypto";
import { z } from "zod";

const methodName = z.string().min(1);
const moment = z.enum(["before", "after"]);
/** Those that frame the answer are the server's: with another value no client could read it. */
const headerName = z
  .string()
  .regex(
    /^(?!(?:content-length|trailer|transfer-encoding)$)[a-z\d-]{1,60}$/i,
    "is not the name of a header that can be set",
  );
const headerValue = z
  .string()
  .max(1_000)
  .regex(/^[\x20-\x7e]*$/, "is not the value of a header");

const told = {
  id: z.unknown().optional(),
  matched: z.unknown().optional(),
  struck: z.unknown().optional(),
  left: z.unknown().optional(),
};

const ruleShape = z.strictObject({
  /** As the SDK calls it, several, or "*" for every request. */
  method: z.union([methodName, z.array(methodName).min(1)]),
  contains: z.string().min(1).optional(),
  /** The most requests that meet it. */
  times: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  after: z.number().int().min(0).optional(),
  every: z.number().int().min(1).optional(),
  status: z.number().int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(headerName, headerValue).optional(),
  /** Seconds; alone it is a 429. */
  retryAfter: z.number().int().min(0).max(86_400).optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  drop: moment.optional(),
  reset: moment.optional(),
  hang: moment.optional(),
  /** Told by `GET faults`; taken back with the rest, and without meaning. */
  ...told,
});

const ends = ["drop", "reset", "hang"] as const;
const deeds = ["status", "retryAfter", "delayMs", ...ends] as const;

/** What is asked for: which requests, when of those, and what happens to them. */
export const faultRule = ruleShape.superRefine((rule, context) => {
  if (deeds.every((deed) => rule[deed] === undefined)) {
    context.addIssue({ code: "custom", message: `needs one of ${deeds.join(", ")}` });
  }
  const [ending, ...others] = ends.filter((end) => rule[end] !== undefined);
  if (ending === undefined) return;
  // Nothing is answered then.
  const answers = (["status", "retryAfter"] as const).filter((one) => rule[one] !== undefined);
  for (const one of [...others, ...answers]) {
    const message = `goes not together with ${ending}`;
    context.addIssue({ code: "custom", path: [one], message });
  }
});

export const faultPlan = z.strictObject({
  seed: z.string().max(200).default(""),
  faults: z.array(faultRule).max(1_000),
});

export type FaultRule = z.output<typeof faultRule>;

/** How many requests matched so far, and how many of them it struck. */
export interface FaultState {
  matched: number;
  struck: number;
}

/** The most requests that a rule strikes; one, where nothing says that it comes again. */
export function timesOf({ times, probability, every }: FaultRule): number {
  return times ?? (probability === undefined && every === undefined ? 1 : Infinity);
}

/** `raw` is the address and the body, as they came. */
export function isMatch(rule: FaultRule, method: string | null, raw: string): boolean {
  const methods = typeof rule.method === "string" ? [rule.method] : rule.method;
  const isMeant = methods.includes("*") || (method !== null && methods.includes(method));
  return isMeant && (rule.contains === undefined || raw.includes(rule.contains));
}

/** Whether a match is struck: it follows from the seed, the rule's place and the number of the match alone. */
export function isStruck(
  rule: FaultRule,
  { matched, struck }: FaultState,
  ...draw: readonly [seed: string, place: number]
): boolean {
  const { after = 0, every = 1, probability = 1 } = rule;
  const number = matched - after;
  if (struck >= timesOf(rule) || number < 1 || number % every !== 0) return false;
  return probability >= 1 || fraction(...draw, matched) < probability;
}

function fraction(...parts: readonly (string | number)[]): number {
  return createHash("sha256").update(JSON.stringify(parts)).digest().readUIntBE(0, 6) / 2 ** 48;
}
