import { z } from "zod";

const id = z.string().min(1).max(200);
const date = z.iso.datetime();
const text = z.string();
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, "must be a decimal, as text");

const revised = {
  id,
  revision: z.string().regex(/^\d{1,19}$/, "must be a whole number, as text"),
  createdDate: date,
  updatedDate: date,
};
const named = { ...revised, namespace: text, displayName: text.optional() };

const beneficiary = z.looseObject({
  identityType: text,
  memberId: id.optional(),
  wixUserId: id.optional(),
  anonymousVisitorId: id.optional(),
});

const details = z.looseObject({
  benefits: z.array(z.looseObject({ itemSetId: id, price: decimal.optional() })).optional(),
  creditConfiguration: z.looseObject({ amount: decimal.optional() }).optional(),
});

const programStatus = z.enum([
  "ACTIVE",
  "PAUSED",
  "ENDED",
  "PROVISIONING",
  "PAUSING",
  "RESUMING",
  "ENDING",
]);

const poolStatus = z.enum(["ACTIVE", "PAUSED", "ENDED", "PROVISIONING", "PENDING", "RENEWING"]);

const work = z.looseObject({
  kind: z.enum([
    "START_POOLS",
    "UPDATE_POOLS",
    "END_POOLS",
    "CHANGE_STATUS",
    "SETTLE_TRANSACTION",
    "RENEW_POOLS",
    "DELETE_ITEMS",
  ]),
  poolIds: z.array(id).optional(),
  itemIds: z.array(id).optional(),
  programId: id.optional(),
  transactionId: id.optional(),
});

const item = z.looseObject({ ...named, externalId: id, itemSetId: id, providerAppId: id });

/** What the rules take for granted of what is stored, by collection. Further fields are left alone. */
export const entityShapes: ReadonlyMap<string, z.ZodType> = new Map(
  Object.entries({
    programDefinitions: z.looseObject({ ...named, externalId: id }),
    poolDefinitions: z.looseObject({ ...named, details, programDefinitionIds: z.array(id) }),
    programs: z.looseObject({ ...named, externalId: id, status: programStatus, beneficiary }),
    pools: z.looseObject({
      ...named,
      poolDefinitionId: id,
      programId: id,
      status: poolStatus,
      beneficiary,
      details,
      renewalCount: z.number(),
    }),
    balances: z.looseObject({
      ...revised,
      beneficiary,
      amount: z.looseObject({ available: decimal, reserved: decimal }),
    }),
    transactions: z.looseObject({
      ...revised,
      pool: z.looseObject({ id }),
      amount: decimal,
      source: z.enum(["AVAILABLE", "EXTERNAL"]),
      target: z.enum(["AVAILABLE", "EXTERNAL"]),
      status: text,
      beneficiary,
      trace: z.looseObject({ operation: text }),
    }),
    items: item,
    removedItems: z.looseObject({ id, item, removedDate: date }),
    jobs: z.looseObject({
      id,
      createdDate: date,
      dueDate: date,
      status: z.enum(["INITIALIZED", "FINISHED"]),
      work,
    }),
    members: z.looseObject({
      id,
      loginEmail: text,
      status: z.enum(["APPROVED", "PENDING", "BLOCKED"]),
      contact: z.looseObject({ firstName: text, lastName: text }),
      profile: z.looseObject({ nickname: text, slug: text }),
      createdDate: date,
    }),
    sessions: z.looseObject({ id, createdDate: date, isEnded: z.boolean() }),
    authorizationCodes: z.looseObject({
      id,
      clientId: text,
      redirectUri: text,
      expiresDate: date,
      isUsed: z.boolean(),
    }),
  }),
);
