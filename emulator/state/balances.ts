import Big from "big.js";
import type { Beneficiary } from "../shapes";
import { hasCredits } from "./details";
import type { Pool } from "./pools";
import { found, type Revised, revised, type Site } from "./site";
import { recordTransaction } from "./transactions";

export interface Balance extends Revised {
  beneficiary: Beneficiary;
  amount: { available: string; reserved: string };
  lastTransactionId?: string;
}

export const balanceIndexes = {
  "beneficiary.memberId": (balance: Balance) => balance.beneficiary.memberId,
};

/**
 * documented: one balance for each pool, with the same id, beginning with the pool's credit amount.
 * assumed (unlimited-balance, initial-credit): without credits it is 0, and the first credits leave a transaction.
 */
export function openBalance(site: Site, pool: Pool): void {
  if (site.balances.get(pool.id)) return;
  if (!hasCredits(pool.details) && site.assumes("unlimited-balance", "none")) return;
  const amount = creditAmount(pool);
  const isRecorded = amount.gt(0) && site.assumes("initial-credit", "recorded");
  site.balances.put({
    id: pool.id,
    revision: "1",
    createdDate: site.store.now,
    updatedDate: site.store.now,
    beneficiary: pool.beneficiary,
    amount: { available: amount.toFixed(), reserved: "0" },
    lastTransactionId: isRecorded ? recordTransaction(site, pool, amount).id : undefined,
  });
}

/** assumed (credits-on-immediate-update): as much more or less as the definition gives now. */
export function adjustToDetails(site: Site, before: Pool, after: Pool): void {
  const balance = site.balances.get(after.id);
  const delta = creditAmount(after).minus(creditAmount(before));
  if (!balance || delta.eq(0)) return;
  site.balances.put({
    ...revised(site, balance),
    amount: {
      ...balance.amount,
      available: new Big(balance.amount.available).plus(delta).toFixed(),
    },
    lastTransactionId: recordTransaction(site, after, delta).id,
  });
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

function creditAmount(pool: Pool): Big {
  return new Big(pool.details.creditConfiguration?.amount ?? "0");
}
