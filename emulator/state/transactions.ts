import type { Beneficiary, ExtendedFields } from "../shapes";
import { quotaKey } from "./policy-quotas";
import type { Revised, Site } from "./site";

export type BalanceType = "AVAILABLE" | "EXTERNAL";

export interface Flow {
  amount: string;
  source: BalanceType;
  target: BalanceType;
}

/** What moved the credits: not on the wire, but rules ask for it. */
export type Operation =
  | "INITIAL"
  | "UPDATE"
  | "RENEWAL"
  | "CHANGE"
  | "REVERT"
  | "REDEMPTION"
  | "REALLOCATION"
  | "CANCELLATION";

export interface TransactionDetails {
  item?: TransactionItem;
  itemCount?: number;
  effectiveDate?: string;
  reason?: string;
  origin?: string;
  benefitKey?: string;
}

interface TransactionItem {
  id?: string;
  externalId?: string;
  category?: string;
  itemSetId?: string;
  displayName?: string;
  providerAppId?: string;
}

export interface Transaction extends Revised, Flow {
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
    benefitDisplayName?: string;
  };
  idempotencyKey?: string;
  relatedTransactionId?: string;
  correlationId?: string;
  supersededTransactionId?: string;
  beneficiary: Beneficiary;
  instructingParty?: Beneficiary;
  status: "PENDING" | "COMPLETED" | "FAILED";
  details?: TransactionDetails;
  requestedValues?: Flow;
  extendedFields?: ExtendedFields;
  /** Never shown: what rules need to know of how it came about. */
  trace: { operation: Operation; policyDate?: string; quotaIds?: readonly string[] };
}

export const transactionIndexes = {
  "pool.id": (transaction: Transaction) => transaction.pool.id,
  "beneficiary.memberId": (transaction: Transaction) => transaction.beneficiary.memberId,
  correlationId: (transaction: Transaction) => transaction.correlationId,
  idempotencyKey: (transaction: Transaction) => transaction.idempotencyKey,
  poolIdempotencyKey: ({ pool, idempotencyKey }: Transaction) =>
    idempotencyKey === undefined ? undefined : `${pool.id}/${idempotencyKey}`,
  quotaKey,
  relatedTransactionId: (transaction: Transaction) => transaction.relatedTransactionId,
  supersededTransactionId: (transaction: Transaction) => transaction.supersededTransactionId,
};

/** typings: all but what the emulator keeps for itself. */
export function presentTransaction(transaction: Transaction) {
  return { ...transaction, trace: undefined };
}

/**
 * assumed (idempotency-scope): a key is used once in a pool, whatever it was used for; under "method" once for each
 * kind of operation, under "site" once everywhere.
 */
export function isExecuted(
  site: Site,
  poolId: string,
  idempotencyKey: string,
  operation: Operation,
): boolean {
  if (site.assumes("idempotency-scope", "site")) {
    return site.transactions.count("idempotencyKey", idempotencyKey) > 0;
  }
  const used = site.transactions.find("poolIdempotencyKey", `${poolId}/${idempotencyKey}`);
  return site.assumes("idempotency-scope", "method")
    ? used.some(({ trace }) => trace.operation === operation)
    : used.length > 0;
}

/** typings: a transaction is superseded by at most one that has not failed. */
export function supersederOf(site: Site, transactionId: string): Transaction | undefined {
  return site.transactions
    .find("supersededTransactionId", transactionId)
    .find(({ status }) => status !== "FAILED");
}

/** typings: the transaction that reverted this one. A cancellation is related to its redemption too, but is no reversal. */
export function reversalOf(site: Site, transactionId: string): Transaction | undefined {
  return site.transactions
    .find("relatedTransactionId", transactionId)
    .find(({ trace }) => trace.operation === "REVERT");
}
