import { z } from "zod";
import { rule } from "./validation";

/**
 * typings: `@format GUID` takes any 8-4-4-4-12 hexadecimal text, whatever its version. assumed (guid-case): its case tells
 * nothing apart (RFC 9562), and it is kept in lower case.
 */
export const guid = z.guid().toLowerCase();

/** Each GUID in a text in lower case; the rest as it is. */
export function lowerGuids(value: string): string {
  return value.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi, (found) => found.toLowerCase());
}

/** A caller's own id. Whether it must be a GUID is asked later: assumed (external-id-format). */
export const externalId = z.string().transform(lowerGuids);

/** typings: `@maxLength`, counted in UTF-16 units. */
export const text = (maxLength: number) => z.string().max(maxLength);

/** typings: `@minLength 1 @maxLength 20`. */
export const namespace = z.string().min(1).max(20);

/** A field that may be left out; null is the same as absent, as in protobuf's JSON. */
export function optional<S extends z.ZodType>(schema: S) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** typings: `@decimalValue { gte: 0, maxScale: 4 }`, always text on the wire. */
export const credits = decimalText({ isSigned: false });

/** typings: `@decimalValue { maxScale: 4 }`: may be negative. */
export const signedCredits = decimalText({ isSigned: true });

function decimalText({ isSigned }: { isSigned: boolean }) {
  return z.string().superRefine((value, context) => {
    const complain = (message: string, params: Record<string, unknown>) =>
      context.addIssue({ code: "custom", message, params });
    const decimal = /^(-?)(\d{1,30})(?:\.(\d+))?$/.exec(value);
    if (!decimal) {
      complain("is not a valid decimal", rule("FORMAT", { type: "DECIMAL_VALUE" }));
      return;
    }
    const [, sign, whole, fraction = ""] = decimal;
    if (!isSigned && sign && /[1-9]/.test(`${whole}${fraction}`)) {
      complain("must be >= 0", rule("DECIMAL_GTE", { threshold: "0" }));
    }
    if (fraction.length > 4) {
      complain("has more than 4 decimals", rule("DECIMAL_MAX_SCALE", { threshold: 4 }));
    }
  });
}

/** A time as protobuf's JSON has it; kept in UTC with milliseconds. */
export const timestamp = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString());

/** typings: `@maxLength 200`. An empty key would recognize nothing, so it counts as missing. */
export const idempotencyKey = z.string().min(1).max(200);

/** typings: how an app names an item: GUIDs of its own and of the thing, and a category of at most 20. */
export const itemReference = z.object({
  externalId: guid,
  category: optional(text(20)),
  providerAppId: guid,
});

/** int64, text on the wire; a number is accepted as protobuf's JSON does. */
export const revision = z.preprocess(
  (value) => (typeof value === "number" ? String(value) : value),
  z.string().regex(/^\d{1,19}$/),
);

/** Free JSON of the caller's: kept and given back as it came. */
export const freeObject = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  { error: "must be an object", params: rule("VALIDATION") },
);

/** typings: `Record<string, Record<string, any>>` under `namespaces`. */
export const extendedFields = z.object({ namespaces: optional(freeObject) });
export type ExtendedFields = z.output<typeof extendedFields>;

/** typings: the four values of Cascade. Which of them an operation takes is state/cascade.ts. */
export const cascade = z.enum([
  "UNKNOWN_CASCADE",
  "NEXT_RENEWAL",
  "IMMEDIATELY",
  "FUTURE_PROVISIONS",
]);
export type Cascade = z.output<typeof cascade>;

/**
 * typings: a oneof. None is REQUIRED_ONE_OF_FIELD, two are ONE_OF_ALIGNMENT.
 * The issue is put on the object itself, as the gateway does not know which member was meant.
 */
export function exactlyOne<S extends z.ZodType<Record<string, unknown>>>(
  schema: S,
  members: readonly string[],
) {
  return schema.superRefine((value, context) => {
    const given = members.filter((member) => value[member] !== undefined);
    if (given.length === 1) return;
    const message =
      given.length === 0
        ? `must have one of ${members.join(", ")}`
        : `must have only one of ${members.join(", ")}`;
    const violatedRule = given.length === 0 ? "REQUIRED_ONE_OF_FIELD" : "ONE_OF_ALIGNMENT";
    context.addIssue({ code: "custom", message, params: rule(violatedRule) });
  });
}

const identities = ["anonymousVisitorId", "memberId", "wixUserId"] as const;
const identityTypes = {
  anonymousVisitorId: "ANONYMOUS_VISITOR",
  memberId: "MEMBER",
  wixUserId: "WIX_USER",
} as const;

export interface Beneficiary {
  anonymousVisitorId?: string;
  memberId?: string;
  wixUserId?: string;
  identityType: string;
}

/** typings: one of three GUIDs; `identityType` is one of four, but read-only: it follows from which GUID it is. */
export const beneficiary = exactlyOne(
  z.object({
    anonymousVisitorId: optional(guid),
    memberId: optional(guid),
    wixUserId: optional(guid),
    identityType: optional(z.enum(["UNKNOWN", ...Object.values(identityTypes)])),
  }),
  identities,
).transform((value): Beneficiary => {
  const kind = identities.find((identity) => value[identity] !== undefined) ?? "memberId";
  return { [kind]: value[kind], identityType: identityTypes[kind] };
});

/** Whether both name the same person. */
export function isSameBeneficiary(one: Beneficiary, other: Beneficiary): boolean {
  return identities.every((identity) => one[identity] === other[identity]);
}
