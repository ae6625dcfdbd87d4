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
    id: "credits-on-immediate-update",
    what: "The balance of a live pool when its credit amount changes IMMEDIATELY",
    default: "untouched",
    alternatives: ["difference"],
    why: "Credits are said to be given at provisioning and renewal only.",
  },
  {
    id: "initial-credit",
    what: "The first credits of a balance leave a transaction (EXTERNAL to AVAILABLE)",
    default: "recorded",
    alternatives: ["not-recorded"],
    why: "Every other change of a balance does. An amount of 0 leaves none.",
  },
  {
    id: "unlimited-balance",
    what: "The balance of a pool without credit configuration",
    default: "zero",
    alternatives: ["none"],
    why: "Each pool is said to have a balance; what it holds when nothing is counted is not said.",
  },
] as const satisfies readonly Assumption[];
