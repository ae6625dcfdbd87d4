import { z } from "zod";
import { Refusal } from "../refusal";
import type { Entity } from "./collection";

type Contents = ReadonlyMap<string, readonly Entity[]>;

const job = z.looseObject({
  work: z.looseObject({
    poolIds: z.array(z.string()).default([]),
    programId: z.string().optional(),
    transactionId: z.string().optional(),
  }),
});
const owned = z.looseObject({ programId: z.string() });
const moved = z.looseObject({
  id: z.string(),
  pool: z.looseObject({ id: z.string() }),
  correlationId: z.string().optional(),
  supersededTransactionId: z.string().optional(),
});

/**
 * Whether all is there that rules look up without asking: nothing that belongs to it is ever deleted. A transaction
 * follows the one that it supersedes: a chain that led back to itself would have no end. Throws a 400.
 */
export function checkReferences(contents: Contents): void {
  const all = (name: string) => contents.get(name) ?? [];
  const idsOf = (name: string) => new Set(all(name).map(({ id }) => id));
  const ids = {
    programs: idsOf("programs"),
    pools: idsOf("pools"),
    transactions: idsOf("transactions"),
    earlier: new Set<string>(),
  };
  const need = (of: keyof typeof ids, id: string | undefined, place: string) => {
    if (id === undefined || ids[of].has(id)) return;
    const where = of === "earlier" ? "the transactions before it" : of;
    throw new Refusal(400, `collections.${place}: ${id} is not in ${where}`);
  };
  all("pools").forEach((pool, index) => {
    need("programs", owned.parse(pool).programId, `pools[${index}].programId`);
  });
  all("balances").forEach(({ id }, index) => need("pools", id, `balances[${index}].id`));
  all("transactions").forEach((entity, index) => {
    const { id, pool, correlationId, supersededTransactionId } = moved.parse(entity);
    const place = `transactions[${index}]`;
    need("pools", pool.id, `${place}.pool.id`);
    need("transactions", correlationId, `${place}.correlationId`);
    need("earlier", supersededTransactionId, `${place}.supersededTransactionId`);
    ids.earlier.add(id);
  });
  all("jobs").forEach((entity, index) => {
    const { work } = job.parse(entity);
    for (const id of work.poolIds) need("pools", id, `jobs[${index}].work.poolIds`);
    need("programs", work.programId, `jobs[${index}].work.programId`);
    need("transactions", work.transactionId, `jobs[${index}].work.transactionId`);
  });
}
