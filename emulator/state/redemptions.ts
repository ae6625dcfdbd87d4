import Big from "big.js";
import { type Refusal, refusal } from "../refusal";
import { type Beneficiary, isSameBeneficiary } from "../shapes";
import { aboutItem, transactionNotFound } from "./balance-changes";
import {
  type Finding,
  findings,
  type Objection,
  policyRefused,
  poolFor,
  poolNotActive,
  type PoolRequest,
} from "./eligibility";
import { findItem } from "./items";
import { schedule } from "./jobs";
import { deltaOf, type Memo, post, reasonOf } from "./ledger";
import { policyDate, policyFailures, policyOf } from "./policies";
import { quotaIdsOf } from "./policy-quotas";
import type { Pool } from "./pools";
import { found, type Site } from "./site";
import { isExecuted, supersederOf, type Transaction } from "./transactions";

export interface Redemption extends PoolRequest {
  benefitKey: string;
  idempotencyKey: string;
}

/** typings: 404 and 428; the data is that of the eligibility result. */
const objections: Record<Objection, [status: number, description: string]> = {
  POOL_NOT_FOUND: [404, "Pool not found."],
  BENEFIT_NOT_FOUND: [404, "Benefit not found."],
  POOL_NOT_ACTIVE: [428, "Pool is not active."],
  POLICY_EXPRESSION_EVALUATED_TO_FALSE: [428, "The policy expression is not fulfilled."],
  NOT_ENOUGH_BALANCE: [428, "The balance is lower than the cost."],
};

/**
 * documented: takes the cost at once, whenever the item is provided, and leaves a transaction. A key that was used is
 * BENEFIT_ALREADY_REDEEMED. assumed (redeemed-key): before anything else of the pool is looked at.
 */
export function redeemBenefit(site: Site, request: Redemption): Transaction {
  const { poolId, idempotencyKey, itemReference, count, targetDate } = request;
  if (site.assumes("redeemed-key", "first")) checkRedeemed(site, request);
  const [finding] = findings(site, request);
  if (finding?.type !== "ELIGIBLE_BENEFIT") throw objection(finding, poolId);
  checkRedeemed(site, request);
  const { pool, benefit, cost } = finding;
  const item = findItem(site, benefit.itemSetId, itemReference);
  return post(site, pool, cost.neg(), {
    operation: "REDEMPTION",
    isDebit: true,
    idempotencyKey,
    details: {
      item: item && {
        id: item.id,
        externalId: item.externalId,
        category: item.category,
        itemSetId: item.itemSetId,
        displayName: item.displayName,
        providerAppId: item.providerAppId,
      },
      itemCount: count,
      effectiveDate: effectiveDate(site, targetDate),
      reason: reasonOf(site, "REDEMPTION"),
      benefitKey: benefit.benefitKey,
    },
    benefitDisplayName: benefit.displayName,
    policyDate: policyDate(site, targetDate),
    quotaIds: quotaIdsOf(policyOf(pool, benefit)),
  });
}

function checkRedeemed(site: Site, request: Redemption): void {
  const { poolId, idempotencyKey } = request;
  if (!poolFor(site, poolId, request)) return;
  if (!isExecuted(site, poolId, idempotencyKey, "REDEMPTION")) return;
  const data = { poolId, idempotencyKey };
  throw refusal(409, "BENEFIT_ALREADY_REDEEMED", "Benefit was already redeemed.", data);
}

/**
 * typings (internal): credits the amount of the redemption, whatever it was moved to since, and ends its chain. It must be
 * the latest of the chain. Whether the redemption was reverted is not asked: then it is credited twice (documented).
 */
export function cancelRedemption(
  site: Site,
  { transactionId, idempotencyKey }: { transactionId: string; idempotencyKey: string },
): Transaction {
  const latest = latestOf(site, transactionId, {
    idempotencyKey,
    operation: "CANCELLATION",
    notPossible: "TRANSACTION_NOT_CANCELABLE",
  });
  const redemption = redemptionOf(site, latest);
  const pool = found(site, site.pools, latest.pool.id);
  return postStep(site, pool, deltaOf(redemption).neg(), {
    operation: "CANCELLATION",
    idempotencyKey,
    relatedTransactionId: redemption.id,
    supersededTransactionId: latest.id,
    details: { ...aboutItem(redemption), reason: reasonOf(site, "CANCELLATION") },
    benefitDisplayName: redemption.pool.benefitDisplayName,
  });
}

interface Reallocation {
  transactionId: string;
  targetDate: string;
  idempotencyKey: string;
  beneficiary: Beneficiary;
  namespace: string;
}

/** typings (internal): a transaction of 0 that supersedes the latest of the chain; only the target date changes. */
export function reallocateBenefit(site: Site, request: Reallocation): Transaction {
  const { transactionId, targetDate, idempotencyKey } = request;
  const latest = latestOf(site, transactionId, {
    idempotencyKey,
    operation: "REALLOCATION",
    notPossible: "TRANSACTION_NOT_REALLOCATABLE",
  });
  const redemption = redemptionOf(site, latest);
  const poolId = latest.pool.id;
  const pool = poolFor(site, poolId, request);
  if (!pool || !isSameBeneficiary(pool.beneficiary, request.beneficiary)) {
    throw objection({ type: "POOL_NOT_FOUND", data: { poolId } }, poolId);
  }
  const { benefitKey = "", itemCount: count = 1 } = redemption.details ?? {};
  const benefit = pool.details.benefits?.find((each) => each.benefitKey === benefitKey);
  if (pool.status !== "ACTIVE") throw objection(poolNotActive(site, pool, benefit), poolId);
  const expression = benefit && policyOf(pool, benefit);
  const date = policyDate(site, targetDate);
  const occasion = { pool, benefitKey, date, count, movedId: redemption.id };
  const failureDetails = policyFailures(site, expression, occasion);
  if (benefit && failureDetails.length > 0) {
    const itemReference = referenceOf(redemption);
    throw objection(policyRefused(site, pool, benefit, { itemReference, failureDetails }), poolId);
  }
  return postStep(site, pool, new Big(0), {
    operation: "REALLOCATION",
    isDebit: true,
    idempotencyKey,
    relatedTransactionId: redemption.id,
    supersededTransactionId: latest.id,
    details: {
      ...aboutItem(redemption),
      effectiveDate: effectiveDate(site, targetDate),
      reason: reasonOf(site, "REALLOCATION"),
    },
    benefitDisplayName: redemption.pool.benefitDisplayName,
    policyDate: date,
    quotaIds: quotaIdsOf(expression),
  });
}

/** assumed (chain-settlement): done at once, or PENDING until a job has settled it. */
function postStep(site: Site, pool: Pool, delta: Big, memo: Memo): Transaction {
  if (site.assumes("chain-settlement", "at-once")) return post(site, pool, delta, memo);
  const transaction = post(site, pool, delta, { ...memo, isPending: true });
  const { id: transactionId } = transaction;
  schedule(site, { kind: "SETTLE_TRANSACTION", poolIds: [pool.id], transactionId });
  return transaction;
}

interface ChainStep {
  idempotencyKey: string;
  operation: "CANCELLATION" | "REALLOCATION";
  notPossible: "TRANSACTION_NOT_CANCELABLE" | "TRANSACTION_NOT_REALLOCATABLE";
}

/**
 * typings (internal): the transaction, if it is the latest of a redemption's chain that goes on. assumed
 * (chain-refusal-status, chain-conflict-status): the statuses.
 */
function latestOf(site: Site, transactionId: string, step: ChainStep): Transaction {
  const given = site.transactions.get(transactionId);
  if (!given) throw transactionNotFound(site, transactionId);
  const { idempotencyKey, operation, notPossible } = step;
  const conflict = site.assumes("chain-conflict-status", "409") ? 409 : 428;
  if (isExecuted(site, given.pool.id, idempotencyKey, operation)) {
    const description = "A request with this idempotency key was executed already.";
    throw refusal(conflict, "ALREADY_EXECUTED", description, { idempotencyKey });
  }
  const latest = endOfChain(site, given);
  if (latest.status === "PENDING") {
    const description = "Another operation on this redemption is in progress.";
    const data = { pendingTransactionId: latest.id };
    throw refusal(conflict, "CHAIN_OPERATION_IN_PROGRESS", description, data);
  }
  const status = site.assumes("chain-refusal-status", "428") ? 428 : 409;
  if (latest.trace.operation === "CANCELLATION") {
    const description = "The redemption was already canceled.";
    const data = { cancellationTransactionId: latest.id };
    throw refusal(status, "REDEMPTION_ALREADY_CANCELED", description, data);
  }
  if (!["REDEMPTION", "REALLOCATION"].includes(given.trace.operation)) {
    const description = "The transaction is not a redemption.";
    throw refusal(status, notPossible, description, { transactionId });
  }
  if (latest === given) return given;
  const description = "The transaction is not the latest in its chain.";
  const data = { latestTransactionId: latest.id };
  throw refusal(status, "NOT_LATEST_TRANSACTION", description, data);
}

function endOfChain(site: Site, transaction: Transaction): Transaction {
  let latest = transaction;
  for (let next = supersederOf(site, latest.id); next; next = supersederOf(site, latest.id)) {
    latest = next;
  }
  return latest;
}

function redemptionOf(site: Site, transaction: Transaction): Transaction {
  return found(site, site.transactions, transaction.correlationId ?? transaction.id);
}

function referenceOf({ details }: Transaction) {
  const { externalId = "", category, providerAppId = "" } = details?.item ?? {};
  return { externalId, category, providerAppId };
}

/** typings: "date and time the transaction was created". assumed (effective-date): that of a redemption too. */
function effectiveDate(site: Site, targetDate: string | undefined): string {
  const isTarget = site.assumes("effective-date", "target-date");
  return (isTarget ? targetDate : undefined) ?? site.store.now;
}

function objection(finding: Finding | undefined, poolId: string): Refusal {
  if (!finding || finding.type === "ELIGIBLE_BENEFIT") {
    throw new Error(`pool ${poolId} has no objection`);
  }
  const [status, description] = objections[finding.type];
  return refusal(status, finding.type, description, { ...finding.data });
}
