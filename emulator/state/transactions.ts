import type Big from "big.js";
import type { Beneficiary } from "../shapes";
import type { Pool } from "./pools";
import { found, fresh, type Revised, type Site } from "./site";

export interface Transaction extends Revised {
  pool: {
    id: string;
    poolDefinitionId: string;
    programDefinitionId?: string;
    externalProgramDefinitionId?: string;
    programId: string;
    externalProgramId: string;
    creditAmount?: string;
    namespace: string;
    displayName?: string;
  };
  amount: string;
  source: "AVAILABLE" | "EXTERNAL";
  target: "AVAILABLE" | "EXTERNAL";
  beneficiary: Beneficiary;
  status: "COMPLETED";
}

export const transactionIndexes = {
  "pool.id": (transaction: Transaction) => transaction.pool.id,
};

/** typings: the amount is never negative; source and target tell the direction. */
export function recordTransaction(site: Site, pool: Pool, delta: Big): Transaction {
  const program = found(site, site.programs, pool.programId);
  const isCredit = delta.gt(0);
  return site.transactions.put({
    ...fresh(site),
    pool: {
      id: pool.id,
      poolDefinitionId: pool.poolDefinitionId,
      programDefinitionId: pool.programDefinitionId,
      externalProgramDefinitionId: program.programDefinition?.externalId,
      programId: pool.programId,
      externalProgramId: program.externalId,
      creditAmount: pool.details.creditConfiguration?.amount,
      namespace: pool.namespace,
      displayName: pool.displayName,
    },
    amount: delta.abs().toFixed(),
    source: isCredit ? "EXTERNAL" : "AVAILABLE",
    target: isCredit ? "AVAILABLE" : "EXTERNAL",
    beneficiary: pool.beneficiary,
    status: "COMPLETED",
  });
}
