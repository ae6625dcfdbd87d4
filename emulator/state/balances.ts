import type { Beneficiary } from "../shapes";
import type { Pool } from "./pools";
import { found, type Revised, type Site } from "./site";

export interface Balance extends Revised {
  beneficiary: Beneficiary;
  amount: { available: string; reserved: string };
  lastTransactionId?: string;
}

export const balanceIndexes = {
  "beneficiary.memberId": (balance: Balance) => balance.beneficiary.memberId,
};

/** assumed (unlimited-balance): a pool that has no balance shows none; what it could give is 0. */
export function amountOf(site: Site, pool: Pool): Balance["amount"] {
  return site.balances.get(pool.id)?.amount ?? { available: "0", reserved: "0" };
}

/** typings: `poolInfo` is read-only and shows the pool as it is now. */
export function presentBalance(site: Site, balance: Balance) {
  const pool = found(site, site.pools, balance.id);
  const program = found(site, site.programs, pool.programId);
  const { amount, rolloverConfiguration } = pool.details.creditConfiguration ?? {};
  const poolInfo = {
    id: pool.id,
    poolDefinitionId: pool.poolDefinitionId,
    programDefinitionId: pool.programDefinitionId,
    programId: pool.programId,
    creditAmount: amount,
    namespace: pool.namespace,
    externalProgramDefinitionId: program.programDefinition?.externalId,
    externalProgramId: program.externalId,
    creditRolloverConfiguration: rolloverConfiguration,
    status: pool.status,
  };
  return { ...balance, poolInfo };
}
