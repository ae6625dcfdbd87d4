import { z } from "zod";
import { policyExpression } from "./policy-shape";

export const id = z.string().min(1).max(200);
export const date = z.iso.datetime();
export const text = z.string();
export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, "must be a decimal, as text");
export const revision = z.string().regex(/^\d{1,19}$/, "must be a whole number, as text");

/** What every entity of Benefit Programs has. */
export const revised = {
  id,
  revision,
  createdDate: date,
  updatedDate: date,
  extendedFields: z.looseObject({}).optional(),
};

export const named = {
  ...revised,
  namespace: text,
  displayName: text.optional(),
  description: text.optional(),
};

export const beneficiary = z.looseObject({
  identityType: text,
  memberId: id.optional(),
  wixUserId: id.optional(),
  anonymousVisitorId: id.optional(),
});

const policy = policyExpression.optional();

export const details = z.looseObject({
  benefits: z
    .array(
      z.looseObject({
        itemSetId: id,
        benefitKey: text.optional(),
        displayName: text.optional(),
        providerAppId: id.optional(),
        price: decimal.optional(),
        policyExpression: policy,
      }),
    )
    .optional(),
  creditConfiguration: z
    .looseObject({
      amount: decimal.optional(),
      rolloverConfiguration: z
        .looseObject({ enabled: z.boolean().optional(), balanceCap: decimal.optional() })
        .optional(),
      unitDisplayName: text.optional(),
      unitType: text.optional(),
    })
    .optional(),
  policyExpression: policy,
});

export const programStatus = z.enum([
  "ACTIVE",
  "PAUSED",
  "ENDED",
  "PROVISIONING",
  "PAUSING",
  "RESUMING",
  "ENDING",
]);

export const poolStatus = z.enum([
  "ACTIVE",
  "PAUSED",
  "ENDED",
  "PROVISIONING",
  "PENDING",
  "RENEWING",
]);

/** What a pool takes over from its pool definition. */
export const poolUpdate = z.looseObject({
  poolDefinitionRevision: revision,
  updateOptions: z.looseObject({
    details: details.optional(),
    displayName: text.optional(),
    description: text.optional(),
  }),
});

export const renewalAction = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("END"), poolDefinitionRevision: revision }),
  poolUpdate.extend({ type: z.literal("UPDATE") }),
]);
