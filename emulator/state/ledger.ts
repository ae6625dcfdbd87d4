import Big from "big.js";
import type { Assumes } from "../assumptions";
import { type Details, hasCredits } from "./details";
import type { Pool } from "./pools";
import { found, fresh, revised, type Site } from "./site";
import type { BalanceType, Flow, Operation, Transaction } from "./transactions";

/** What a transaction tells beside the credits that it moves. */
export interface Memo extends Partial<
  Pick<
    Transaction,
    | "idempotencyKey"
    | "relatedTransactionId"
    | "supersededTransactionId"
    | "instructingParty"
    | "details"
    | "requestedValues"
  >
> {
  operation: Operation;
  /** When the amount is 0, which way it would have gone; else the sign of the amount tells. */
  isDebit?: boolean;
  /** The credits move when it is settled. */
  isPending?: boolean;
  benefitDisplayName?: string;
  /** When its policies were asked about. */
  policyDate?: string;
  quotaIds?: readonly string[];
}

/** documented: the balance and the transaction that tells of it change together, or not at all. The only way to move credits. */
export function post(site: Site, pool: Pool, delta: Big, memo: Memo): Transaction {
  const transaction = site.transactions.put(transactionOf(site, pool, delta, memo));
  if (transaction.status === "COMPLETED") move(site, transaction);
  return transaction;
}

/** typings: PENDING is the first status of a transaction. Moves the credits of one that is, and completes it. */
export function settle(site: Site, transactionId: string): void {
  const transaction = found(site, site.transactions, transactionId);
  if (transaction.status !== "PENDING") return;
  move(site, site.transactions.put({ ...revised(site, transaction), status: "COMPLETED" }));
}

/**
 * documented: one balance for each pool, with the same id, beginning with the pool's credit amount.
 * assumed (unlimited-balance, initial-credit): without credits it is 0, and the first credits leave a transaction.
 */
export function openBalance(site: Site, pool: Pool): void {
  if (site.balances.get(pool.id)) return;
  if (!hasCredits(pool.details) && site.assumes("unlimited-balance", "none")) return;
  const amount = creditAmount(pool.details);
  const isPosted = amount.gt(0) && site.assumes("initial-credit", "recorded");
  const transaction = isPosted
    ? site.transactions.put(transactionOf(site, pool, amount, memoOf(site, "INITIAL")))
    : undefined;
  site.balances.put({
    id: pool.id,
    revision: "1",
    createdDate: site.store.now,
    updatedDate: site.store.now,
    beneficiary: pool.beneficiary,
    amount: { available: decimal(amount), reserved: "0" },
    lastTransactionId: transaction?.id,
  });
}

/** assumed (credits-on-immediate-update): as much more or less as the definition gives now. */
export function adjustToDetails(site: Site, before: Pool, after: Pool): void {
  const delta = creditAmount(after.details).minus(creditAmount(before.details));
  if (!site.balances.get(after.id) || delta.eq(0)) return;
  post(site, after, delta, memoOf(site, "UPDATE"));
}

/**
 * documented: the balance is what the pool's details give at a renewal. A pool without credits is left as it is.
 * assumed (renewal-transactions): the transactions it leaves. A pool that has no balance yet gets one.
 */
export function renewBalance(site: Site, pool: Pool): void {
  const balance = site.balances.get(pool.id);
  if (!balance) return openBalance(site, pool);
  for (const delta of renewal(site.assumes, balance.amount.available, pool.details).deltas) {
    post(site, pool, new Big(delta), memoOf(site, "RENEWAL"));
  }
}

/**
 * documented: the amount, and on top what is left up to the cap when rollover is enabled. assumed
 * (renewal-transactions, negative-rollover, rollover-without-cap): the deltas, none of them 0, and what rolls over of a
 * debt, or without a cap.
 */
export function renewal(
  assumes: Assumes,
  available: string,
  details: Pick<Details, "creditConfiguration">,
): { available: string; deltas: readonly string[] } {
  if (!hasCredits(details)) return { available, deltas: [] };
  const before = new Big(available);
  const amount = creditAmount(details);
  const kept = rolledOver(assumes, before, details);
  const after = kept.plus(amount);
  const deltas = assumes("renewal-transactions", "difference")
    ? [after.minus(before)]
    : [kept.minus(before), amount];
  return {
    available: decimal(after),
    deltas: deltas.filter((delta) => !delta.eq(0)).map(decimal),
  };
}

/** Plain digits, never an exponent, never "-0". */
export function decimal(value: Big): string {
  return value.eq(0) ? "0" : value.toFixed();
}

/** typings: amounts are never negative; source and target tell the direction. That of 0 is what was meant. */
export function flow(delta: Big, isDebit = false): Flow {
  const [source, target]: [BalanceType, BalanceType] =
    delta.lt(0) || (delta.eq(0) && isDebit) ? ["AVAILABLE", "EXTERNAL"] : ["EXTERNAL", "AVAILABLE"];
  return { amount: decimal(delta.abs()), source, target };
}

/** typings: the amount is never negative, source and target tell which way it went. */
export function deltaOf({ amount, target }: Flow): Big {
  return target === "AVAILABLE" ? new Big(amount) : new Big(amount).neg();
}

function move(site: Site, transaction: Transaction): void {
  const delta = deltaOf(transaction);
  const balance = site.balances.get(transaction.pool.id);
  if (!balance && delta.eq(0)) return;
  const current = balance ?? found(site, site.balances, transaction.pool.id);
  const available = decimal(new Big(current.amount.available).plus(delta));
  site.balances.put({
    ...revised(site, current),
    amount: { ...current.amount, available },
    lastTransactionId: transaction.id,
  });
}

const reasons = {
  INITIAL: "Provision",
  UPDATE: "Update",
  RENEWAL: "Renewal",
  REVERT: "Revert",
  REDEMPTION: "Redemption",
  REALLOCATION: "Reallocation",
  CANCELLATION: "Cancellation",
} as const;

/** typings: "For example, `Redemption`". assumed (transaction-reasons): and a word for each other operation of the server. */
export function reasonOf(site: Site, operation: keyof typeof reasons): string | undefined {
  const isTold = operation === "REDEMPTION" || site.assumes("transaction-reasons", "named");
  return isTold ? reasons[operation] : undefined;
}

function memoOf(site: Site, operation: "INITIAL" | "UPDATE" | "RENEWAL"): Memo {
  return { operation, details: { reason: reasonOf(site, operation) } };
}

/**
 * documented: "the minimum of this value and the remaining credits". assumed (negative-rollover, rollover-without-cap): a
 * debt counts as nothing left, and without a cap all of it rolls over.
 */
function rolledOver(
  assumes: Assumes,
  before: Big,
  { creditConfiguration }: Pick<Details, "creditConfiguration">,
): Big {
  const { enabled = false, balanceCap } = creditConfiguration?.rolloverConfiguration ?? {};
  if (!enabled) return new Big(0);
  if (before.lt(0)) return assumes("negative-rollover", "zero") ? new Big(0) : before;
  const cap = balanceCap ?? (assumes("rollover-without-cap", "none") ? "0" : undefined);
  return cap !== undefined && before.gt(cap) ? new Big(cap) : before;
}

function creditAmount({ creditConfiguration }: Pick<Details, "creditConfiguration">): Big {
  return new Big(creditConfiguration?.amount ?? "0");
}

function transactionOf(site: Site, pool: Pool, delta: Big, memo: Memo): Transaction {
  const {
    operation,
    isDebit,
    isPending,
    benefitDisplayName,
    policyDate,
    quotaIds,
    details,
    ...told
  } = memo;
  const base = fresh(site);
  return {
    ...base,
    ...told,
    ...flow(delta, isDebit),
    pool: { ...poolInfo(site, pool), benefitDisplayName },
    correlationId: correlationOf(site, base.id, memo),
    beneficiary: pool.beneficiary,
    status: isPending ? "PENDING" : "COMPLETED",
    details: { effectiveDate: site.store.now, ...details },
    trace: { operation, policyDate, quotaIds },
  };
}

function poolInfo(site: Site, pool: Pool): Transaction["pool"] {
  const program = found(site, site.programs, pool.programId);
  return {
    id: pool.id,
    poolDefinitionId: pool.poolDefinitionId,
    programDefinitionId: pool.programDefinitionId,
    externalProgramDefinitionId: program.programDefinition?.externalId,
    programId: pool.programId,
    externalProgramId: program.externalId,
    creditAmount: pool.details.creditConfiguration?.amount,
    namespace: pool.namespace,
    displayName: pool.displayName,
  };
}

/** typings: a superseding transaction inherits the correlation of the superseded one; a redemption begins a chain. */
function correlationOf(site: Site, id: string, memo: Memo): string | undefined {
  if (memo.operation === "REDEMPTION") return id;
  const superseded = site.transactions.get(memo.supersededTransactionId ?? "");
  return superseded && (superseded.correlationId ?? superseded.id);
}
