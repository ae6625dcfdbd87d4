import Big from "big.js";
import { refusal } from "../refusal";
import { type Beneficiary, isSameBeneficiary } from "../shapes";
import { amountOf, type Balance } from "./balances";
import { decimal, deltaOf, flow, type Memo, post, reasonOf } from "./ledger";
import type { Pool } from "./pools";
import { found, notFound, type Site } from "./site";
import {
  isExecuted,
  reversalOf,
  supersederOf,
  type Transaction,
  type TransactionDetails,
} from "./transactions";

export interface Adjustment {
  value: string;
  beneficiary?: Beneficiary;
  lowerLimit?: string;
  upperLimit?: string;
  limitRule?: "FAIL" | "SOFT_ENFORCE" | "HARD_ENFORCE";
  supersededTransactionId?: string;
}

interface Setting {
  value: string;
  beneficiary?: Beneficiary;
}

export interface BalanceChange {
  idempotencyKey: string;
  adjustOptions?: Adjustment;
  setOptions?: Setting;
  setInitialOptions?: Setting;
  instructingParty?: Beneficiary;
  transactionDetails?: TransactionDetails;
}

/**
 * documented: ADJUST always leaves a transaction, SET none when nothing changes; a key that was used is 409
 * ALREADY_EXECUTED. assumed (idempotency-scope, change-inactive-pool): used where, and in a pool of which status.
 */
export function changeBalance(site: Site, poolId: string, change: BalanceChange) {
  const balance = found(site, site.balances, poolId);
  const pool = found(site, site.pools, poolId);
  const { idempotencyKey, adjustOptions, setOptions, setInitialOptions } = change;
  checkBeneficiary(site, pool, (adjustOptions ?? setOptions ?? setInitialOptions)?.beneficiary);
  if (isExecuted(site, poolId, idempotencyKey, "CHANGE")) {
    const description = "A request with this idempotency key was executed already.";
    throw refusal(409, "ALREADY_EXECUTED", description, { idempotencyKey });
  }
  checkStatus(site, pool);
  const available = new Big(balance.amount.available);
  const memo = memoOf(site, change);
  if (adjustOptions) return adjust(site, pool, balance, { options: adjustOptions, memo });
  if (setInitialOptions) checkUntouched(balance);
  const delta = new Big((setOptions ?? setInitialOptions)?.value ?? "0").minus(available);
  if (setOptions && delta.eq(0)) return { balance, transactionId: undefined };
  return done(site, post(site, pool, delta, memo));
}

/**
 * documented: takes back what the transaction changed, whatever came after it, once; the key is ignored. Not a part of
 * the chain of a redemption, so that a canceled one can be reverted too, and is then credited twice.
 */
export function revertBalanceChange(
  site: Site,
  transactionId: string,
  instructingParty: Beneficiary | undefined,
): Transaction {
  const original = site.transactions.get(transactionId);
  if (original?.status !== "COMPLETED") {
    throw refusal(404, "TRANSACTION_NOT_FOUND", "Transaction not found.", { transactionId });
  }
  const earlier = reversalOf(site, transactionId);
  if (earlier) {
    throw refusal(428, "CHANGE_ALREADY_REVERTED", "The balance change was already reverted.", {
      originalTransactionId: transactionId,
      revertedTransactionId: earlier.id,
    });
  }
  const pool = found(site, site.pools, original.pool.id);
  const delta = deltaOf(original).neg();
  const amount = amountOf(site, pool);
  if (delta.lt(0) && delta.plus(amount.available).lt(0)) {
    const requested = decimal(delta.abs());
    const description = "The balance is lower than the change to revert.";
    throw refusal(428, "NOT_ENOUGH_BALANCE", description, { balance: amount, requested });
  }
  return post(site, pool, delta, {
    operation: "REVERT",
    isDebit: original.target === "AVAILABLE",
    relatedTransactionId: transactionId,
    instructingParty,
    details: { ...aboutItem(original), reason: reasonOf(site, "REVERT") },
    benefitDisplayName: original.pool.benefitDisplayName,
  });
}

/** typings: TRANSACTION_NOT_FOUND. assumed (transaction-not-found-status): for the methods where no status is documented. */
export function transactionNotFound(site: Site, transactionId: string) {
  const status = site.assumes("transaction-not-found-status", "428") ? 428 : 404;
  return refusal(status, "TRANSACTION_NOT_FOUND", "Transaction not found.", { transactionId });
}

/** typings: a refund tells of the same item, count and benefit as the redemption. */
export function aboutItem({ details }: Transaction): TransactionDetails {
  return { item: details?.item, itemCount: details?.itemCount, benefitKey: details?.benefitKey };
}

interface Adjusting {
  options: Adjustment;
  memo: Memo;
}

function adjust(site: Site, pool: Pool, balance: Balance, { options, memo }: Adjusting) {
  const supersededTransactionId = options.supersededTransactionId;
  if (supersededTransactionId) checkSupersedable(site, pool, supersededTransactionId);
  const requested = new Big(options.value);
  const delta = withinLimits(balance, requested, options);
  const requestedValues = delta.eq(requested) ? undefined : flow(requested);
  const isDebit = requested.lt(0);
  const told = { ...memo, isDebit, supersededTransactionId, requestedValues };
  return done(site, post(site, pool, delta, told));
}

function done(site: Site, transaction: Transaction) {
  const balance = found(site, site.balances, transaction.pool.id);
  return { balance, transactionId: transaction.id };
}

/**
 * typings (internal limits): FAIL refuses what would end outside, SOFT_ENFORCE stops at the limit and leaves alone what
 * was outside before, HARD_ENFORCE brings it within. Without a rule it is FAIL.
 */
function withinLimits({ amount }: Balance, requested: Big, options: Adjustment): Big {
  const { lowerLimit, upperLimit, limitRule = "FAIL" } = options;
  const isBelow = (value: Big) => lowerLimit !== undefined && value.lt(lowerLimit);
  const isAbove = (value: Big) => upperLimit !== undefined && value.gt(upperLimit);
  const available = new Big(amount.available);
  const after = available.plus(requested);
  if (!isBelow(after) && !isAbove(after)) return requested;
  if (limitRule === "FAIL") {
    const { source, target } = flow(requested);
    throw refusal(428, "BALANCE_EXCEEDED_LIMITS", "The change would exceed the balance's limits.", {
      balance: amount,
      requested: decimal(requested),
      lowerLimit,
      upperLimit,
      sourceBalanceType: source,
      targetBalanceType: target,
    });
  }
  const wasOutside = isBelow(available) || isAbove(available);
  if (limitRule === "SOFT_ENFORCE" && wasOutside) return new Big(0);
  const limit = isBelow(after) ? lowerLimit : upperLimit;
  return new Big(limit ?? after).minus(available);
}

/**
 * typings (internal): completed, in the same pool, superseded by nothing yet. A cancellation ends its chain. assumed
 * (not-supersedable-status, already-superseded-status): the statuses.
 */
function checkSupersedable(site: Site, pool: Pool, transactionId: string): void {
  const transaction = site.transactions.get(transactionId);
  if (transaction?.pool.id !== pool.id) throw transactionNotFound(site, transactionId);
  const isTerminal = transaction.trace.operation === "CANCELLATION";
  if (isTerminal || transaction.status !== "COMPLETED") {
    const description = "The transaction can't be superseded.";
    const status = site.assumes("not-supersedable-status", "428") ? 428 : 409;
    throw refusal(status, "TRANSACTION_NOT_SUPERSEDABLE", description, { transactionId });
  }
  if (!supersederOf(site, transactionId)) return;
  const status = site.assumes("already-superseded-status", "409") ? 409 : 428;
  const description = "The transaction was already superseded.";
  const data = { supersededTransactionId: transactionId };
  throw refusal(status, "TRANSACTION_ALREADY_SUPERSEDED", description, data);
}

/** typings (internal): "If this isn't the first operation on the balance, the call will fail". */
function checkUntouched({ id, amount, lastTransactionId }: Balance): void {
  if (lastTransactionId === undefined && new Big(amount.available).eq(0)) return;
  const description = "The balance was already initialized.";
  throw refusal(409, "BALANCE_ALREADY_INITIALIZED", description, { poolId: id });
}

/** assumed (change-inactive-pool): a pool of any status takes it, or an ACTIVE one alone. */
function checkStatus(site: Site, { id: poolId, status: poolStatus }: Pool): void {
  if (poolStatus === "ACTIVE" || site.assumes("change-inactive-pool", "changed")) return;
  throw refusal(428, "POOL_NOT_ACTIVE", "Pool is not active.", { poolId, poolStatus });
}

/** assumed (foreign-beneficiary): naming another's balance is as naming none that is there. */
function checkBeneficiary(site: Site, pool: Pool, given: Beneficiary | undefined): void {
  if (!given || isSameBeneficiary(given, pool.beneficiary)) return;
  if (site.assumes("foreign-beneficiary", "ignored")) return;
  throw notFound(site, `Balance ${pool.id} of this beneficiary not found`);
}

/** assumed (transaction-details): whether fields that the typings call read-only are taken. */
function memoOf(site: Site, change: BalanceChange): Memo {
  const { idempotencyKey, instructingParty, transactionDetails } = change;
  const { itemCount, benefitKey } = transactionDetails ?? {};
  const isTaken = site.assumes("transaction-details", "taken");
  const details = isTaken ? transactionDetails : { itemCount, benefitKey };
  return { operation: "CHANGE", idempotencyKey, instructingParty, details };
}
