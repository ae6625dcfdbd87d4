import { z } from "zod";
import { date, id, poolUpdate, renewalAction } from "./stored-fields";

const poolIds = z.array(id);

const work = z.discriminatedUnion("kind", [
  z.looseObject({ kind: z.literal("START_POOLS"), poolIds, programId: id.optional() }),
  z.looseObject({ kind: z.literal("UPDATE_POOLS"), poolIds, update: poolUpdate }),
  z.looseObject({ kind: z.literal("END_POOLS"), poolIds }),
  z.looseObject({
    kind: z.literal("CHANGE_STATUS"),
    poolIds,
    programId: id,
    status: z.enum(["ACTIVE", "PAUSED", "ENDED"]),
    idempotencyKey: z.string().optional(),
  }),
  z.looseObject({ kind: z.literal("SETTLE_TRANSACTION"), poolIds, transactionId: id }),
  z.looseObject({
    kind: z.literal("RENEW_POOLS"),
    poolIds,
    programId: id,
    idempotencyKey: z.string(),
    actions: z.record(id, renewalAction).optional(),
  }),
  z.looseObject({ kind: z.literal("DELETE_ITEMS"), itemIds: z.array(id) }),
]);

/** A job as it is stored: with all that its work takes for granted. */
export const job = z.looseObject({
  id,
  createdDate: date,
  dueDate: date,
  realDueDate: date.optional(),
  finishedDate: date.optional(),
  status: z.enum(["INITIALIZED", "FINISHED", "FAILED"]),
  work,
});
