import { z } from "zod";
import { freeObject, guid, optional } from "../shapes";
import { rule } from "../validation";

const weekDay = z.enum([
  "UNKNOWN",
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
]);
const hour = z.number().int().max(23);
const minute = z.number().int().max(59);

const ends = [
  ["fromWeekDay", "toWeekDay"],
  ["fromHour", "toHour"],
  ["fromMinute", "toMinute"],
] as const;

/** typings: "if this field is defined, then" the other end "is required". */
const fixedInterval = z
  .object({
    fromWeekDay: optional(weekDay),
    toWeekDay: optional(weekDay),
    fromHour: optional(hour),
    toHour: optional(hour),
    fromMinute: optional(minute),
    toMinute: optional(minute),
  })
  .superRefine((interval, context) => {
    for (const pair of ends) {
      const missing = pair.filter((end) => interval[end] === undefined);
      if (missing.length !== 1) continue;
      const params = rule("REQUIRED_FIELD");
      context.addIssue({ code: "custom", path: missing, message: "must not be empty", params });
    }
  });

const policy = z.object({
  type: optional(z.enum(["FIXED_INTERVAL", "RATE_LIMITED", "CUSTOM"])),
  fixedIntervalOptions: optional(fixedInterval),
  rateLimitedOptions: optional(
    z.object({
      times: optional(z.number().int()),
      timePeriod: optional(z.enum(["DAY", "MONTH"])),
      quotaId: optional(guid),
    }),
  ),
  customOptions: optional(
    z.object({
      id: optional(guid),
      appId: optional(guid),
      additionalData: optional(freeObject),
    }),
  ),
});

export interface PolicyExpression {
  type?: "OPERATOR_NOT" | "OPERATOR_AND" | "OPERATOR_OR" | "POLICY";
  operatorNotOptions?: { expression?: PolicyExpression };
  operatorAndOptions?: { expressions?: PolicyExpression[] };
  operatorOrOptions?: { expressions?: PolicyExpression[] };
  policyOptions?: z.output<typeof policy>;
}

/** typings: PolicyExpression, marked internal; kept and given back. How deep it may be is bounded by the body. */
export const policyExpression: z.ZodType<PolicyExpression> = z.lazy(() =>
  z.object({
    type: optional(z.enum(["OPERATOR_NOT", "OPERATOR_AND", "OPERATOR_OR", "POLICY"])),
    operatorNotOptions: optional(z.object({ expression: optional(policyExpression) })),
    operatorAndOptions: optional(operands),
    operatorOrOptions: optional(operands),
    policyOptions: optional(policy),
  }),
);

const operands = z.lazy(() =>
  z.object({ expressions: optional(z.array(policyExpression).min(2).max(10)) }),
);
