import type { Assumption } from "./assumption";

/** Rules of balances and transactions. */
export const balanceAssumptions = [
  {
    id: "balance-created",
    what: "When the balance of a new pool appears",
    default: "on-activation",
    alternatives: ["on-provision"],
    why: "Pools and credits are provisioned by a job; a PENDING pool has no credits yet.",
  },
  {
    id: "change-type",
    what: "changeBalance without a type",
    default: "inferred",
    alternatives: ["refused"],
    why: "Only the options are listed as required, and they say what is meant.",
  },
  {
    id: "credits-on-immediate-update",
    what: "The balance of a live pool when its credit amount changes IMMEDIATELY",
    default: "untouched",
    alternatives: ["difference"],
    why: "Credits are said to be given at provisioning and renewal only.",
  },
  {
    id: "foreign-beneficiary",
    what: "A beneficiary in a request who is not the one of the pool",
    default: "not-found",
    alternatives: ["ignored"],
    why: "The field names the beneficiary of the pool; taking another's credits would be the worst reading.",
  },
  {
    id: "idempotency-scope",
    what: "What an idempotency key of changeBalance, redeemBenefit and the like must be unique in",
    default: "pool",
    alternatives: ["method", "site"],
    why: "Transactions carry the key and belong to a pool; the strict reading finds keys used twice.",
  },
  {
    id: "initial-credit",
    what: "The first credits of a balance leave a transaction (EXTERNAL to AVAILABLE)",
    default: "recorded",
    alternatives: ["not-recorded"],
    why: "Every other change of a balance does. An amount of 0 leaves none.",
  },
  {
    id: "negative-rollover",
    what: "A balance below 0 at a renewal with rollover",
    default: "zero",
    alternatives: ["carried"],
    why: "What rolls over is called the remaining credits; a debt leaves none.",
  },
  {
    id: "renewal-transactions",
    what: "The transactions of a renewal",
    default: "difference",
    alternatives: ["expire-and-grant"],
    why: "Setting a balance leaves one transaction for the difference, and none when there is none.",
  },
  {
    id: "transaction-details",
    what: "reason, origin, item and effectiveDate in the transactionDetails of changeBalance",
    default: "taken",
    alternatives: ["read-only"],
    why: "Typed as read-only, but the field is described as details to send to the transaction.",
  },
  {
    id: "transaction-reasons",
    what: "details.reason of transactions that the server makes, other than redemptions",
    default: "named",
    alternatives: ["redemption-only"],
    why: "Redemption is the only example given; without a word a history cannot be read.",
  },
  {
    id: "transaction-not-found-status",
    what: "Status of TRANSACTION_NOT_FOUND in changeBalance, cancelRedemption and reallocateBenefit",
    default: "404",
    alternatives: ["428"],
    why: "Documented for revertBalanceChange alone; the others list the code and no status.",
  },
  {
    id: "unlimited-balance",
    what: "The balance of a pool without credit configuration",
    default: "zero",
    alternatives: ["none"],
    why: "Each pool is said to have a balance; what it holds when nothing is counted is not said.",
  },
] as const satisfies readonly Assumption[];
