import "server-only";
import { z } from "zod";
import { canonicalJson } from "@/lib/audit/canonical";
import { canonicalDecimal, compareDecimals, isDecimal } from "@/lib/decimal";
import type { Details } from "@/lib/wix/details";
import { guidOr } from "@/lib/wix/guid";

/** Text as a person types it: trimmed, no NUL (PostgreSQL cannot keep one). */
export const text = (max: number, label: string) =>
  z
    .string()
    .trim()
    .max(max, `${label} has ${max} characters at most.`)
    .regex(/^[^\0]*$/, `${label} has a character that cannot be kept.`);

export const requiredText = (max: number, label: string) =>
  text(max, label).min(1, `${label} is missing.`);

/** Credits: 0 or more, up to 4 decimals. Source: typings, `decimalValue gte:0, maxScale:4`. */
const amount = (label: string) =>
  z
    .string()
    .trim()
    .refine(isDecimal, `${label} is a number with up to 4 decimals, such as 12.5.`)
    .refine(
      (typed) => !isDecimal(typed) || compareDecimals(typed, "0") >= 0,
      `${label} is 0 or more.`,
    )
    .transform((typed) => (isDecimal(typed) ? canonicalDecimal(typed) : typed));

const benefit = z.object({
  benefitKey: requiredText(64, "The key"),
  displayName: requiredText(40, "The name"),
  description: text(255, "The description"),
  price: amount("The price").nullable(),
  providerAppId: guidOr(
    "Give the GUID of the app: 36 characters, as its dashboard in Wix shows it.",
  ),
});

const creditConfiguration = z.object({
  amount: amount("The amount of credits"),
  unitDisplayName: text(32, "The unit"),
  rolloverConfiguration: z.object({
    enabled: z.boolean(),
    balanceCap: amount("The most that rolls over").nullable(),
  }),
});

/** Benefits (1 to 10, each key once) and credits. Limits: typings of `Details`. */
export const details: z.ZodType<Details> = z
  .object({
    benefits: z
      .array(benefit)
      .min(1, "Add at least one benefit.")
      .max(10, "Wix takes 10 benefits at most."),
    creditConfiguration: creditConfiguration.nullable(),
  })
  .superRefine(({ benefits, creditConfiguration: credits }, context) => {
    benefits.forEach((one, index) => {
      if (benefits.findIndex((other) => other.benefitKey === one.benefitKey) < index) {
        const message = "Another benefit has this key. Each key is used once.";
        context.addIssue({ code: "custom", path: ["benefits", index, "benefitKey"], message });
      }
      if (!credits && one.price !== null && one.price !== "0") {
        const message = "Without credits nothing can have a price. Turn credits on, or set 0.";
        context.addIssue({ code: "custom", path: ["benefits", index, "price"], message });
      }
    });
  });

/** Whether two details say the same, however Wix writes its decimals; no price is a price of 0. */
export function areSameDetails(a: Details, b: Details): boolean {
  return canonicalJson(plain(a)) === canonicalJson(plain(b));
}

function plain({ benefits, creditConfiguration: credits }: Details) {
  const decimal = (value: string | null) =>
    value !== null && isDecimal(value) ? canonicalDecimal(value) : value;
  const rollover = credits?.rolloverConfiguration;
  return {
    benefits: benefits.map((one) => ({ ...one, price: decimal(one.price ?? "0") })),
    credits: credits && {
      amount: decimal(credits.amount),
      unit: credits.unitDisplayName,
      rolls: rollover?.enabled ?? false,
      cap: rollover?.enabled ? decimal(rollover.balanceCap) : null,
    },
  };
}
