import { z } from "zod";
import { Refusal } from "../refusal";
import type { Entity } from "./collection";

type Contents = ReadonlyMap<string, readonly Entity[]>;

const job = z.looseObject({
  status: z.string(),
  work: z.looseObject({
    kind: z.string(),
    poolIds: z.array(z.string()).default([]),
    itemIds: z.array(z.string()).optional(),
    programId: z.string().optional(),
    transactionId: z.string().optional(),
  }),
});
const owned = z.looseObject({ programId: z.string() });
const moved = z.looseObject({ pool: z.looseObject({ id: z.string() }) });

/** Whether all is there that rules look up without asking: nothing that belongs to it is ever deleted. Throws a 400. */
export function checkReferences(contents: Contents): void {
  const all = (name: string) => contents.get(name) ?? [];
  const idsOf = (name: string) => new Set(all(name).map(({ id }) => id));
  const ids = {
    programs: idsOf("programs"),
    pools: idsOf("pools"),
    transactions: idsOf("transactions"),
  };
  const need = (of: keyof typeof ids, id: string | undefined, place: string) => {
    if (id === undefined || ids[of].has(id)) return;
    throw new Refusal(400, `collections.${place}: ${id} is not in ${of}`);
  };
  all("pools").forEach((pool, index) => {
    need("programs", owned.parse(pool).programId, `pools[${index}].programId`);
  });
  all("balances").forEach(({ id }, index) => need("pools", id, `balances[${index}].id`));
  all("transactions").forEach((transaction, index) => {
    need("pools", moved.parse(transaction).pool.id, `transactions[${index}].pool.id`);
  });
  all("jobs").forEach((entity, index) => {
    const { work } = job.parse(entity);
    for (const id of work.poolIds) need("pools", id, `jobs[${index}].work.poolIds`);
    need("programs", work.programId, `jobs[${index}].work.programId`);
    need("transactions", work.transactionId, `jobs[${index}].work.transactionId`);
  });
}
