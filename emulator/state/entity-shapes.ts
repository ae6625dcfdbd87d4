import { z } from "zod";
import { job } from "./job-shape";
import {
  beneficiary,
  date,
  decimal,
  details,
  id,
  named,
  poolStatus,
  programStatus,
  renewalAction,
  revised,
  revision,
  text,
} from "./stored-fields";

const item = z.looseObject({
  ...named,
  externalId: id,
  itemSetId: id,
  providerAppId: id,
  category: text.optional(),
});

const balanceType = z.enum(["AVAILABLE", "EXTERNAL"]);
const key = text.optional();

const pool = z.looseObject({
  ...named,
  poolDefinitionId: id,
  programDefinitionId: key,
  programId: id,
  status: poolStatus,
  previousStatus: poolStatus.optional(),
  beneficiary,
  details,
  poolDefinitionRevision: revision,
  renewalCount: z.number(),
  renewalAction: renewalAction.optional(),
});

const program = z.looseObject({
  ...named,
  externalId: id,
  programDefinitionId: key,
  programDefinition: z.looseObject({ id, externalId: id }).optional(),
  status: programStatus,
  targetStatus: programStatus.optional(),
  beneficiary,
});

const transaction = z.looseObject({
  ...revised,
  pool: z.looseObject({ id }),
  amount: decimal,
  source: balanceType,
  target: balanceType,
  status: z.enum(["PENDING", "COMPLETED", "FAILED"]),
  beneficiary,
  idempotencyKey: key,
  relatedTransactionId: key,
  correlationId: key,
  supersededTransactionId: key,
  details: z
    .looseObject({
      item: z.looseObject({ externalId: key, category: key, providerAppId: key }).optional(),
      itemCount: z.number().optional(),
      effectiveDate: date.optional(),
      benefitKey: key,
    })
    .optional(),
  trace: z.looseObject({
    operation: text,
    policyDate: date.optional(),
    quotaIds: z.array(text).optional(),
  }),
});

const member = z.looseObject({
  id,
  loginEmail: text,
  status: z.enum(["APPROVED", "PENDING", "BLOCKED"]),
  contact: z.looseObject({ firstName: text, lastName: text }),
  profile: z.looseObject({ nickname: text, slug: text }),
  createdDate: date,
});

/** What the rules take for granted of what is stored, by collection. Further fields are left alone. */
export const entityShapes: ReadonlyMap<string, z.ZodType> = new Map(
  Object.entries({
    programDefinitions: z.looseObject({ ...named, externalId: id }),
    poolDefinitions: z.looseObject({ ...named, details, programDefinitionIds: z.array(id) }),
    programs: program,
    pools: pool,
    balances: z.looseObject({
      ...revised,
      beneficiary,
      amount: z.looseObject({ available: decimal, reserved: decimal }),
      lastTransactionId: key,
    }),
    transactions: transaction,
    items: item,
    removedItems: z.looseObject({ id, item, removedDate: date }),
    jobs: job,
    members: member,
    sessions: z.looseObject({ id, memberId: key, createdDate: date, isEnded: z.boolean() }),
    authorizationCodes: z.looseObject({
      id,
      clientId: text,
      redirectUri: text,
      codeChallenge: text,
      codeChallengeMethod: z.enum(["S256", "S512"]),
      scope: key,
      memberId: key,
      expiresDate: date,
      isUsed: z.boolean(),
    }),
  }),
);
