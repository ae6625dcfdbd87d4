import type { Assumption } from "./assumption";

/** Rules of items, pool definition items and pool items. */
export const itemAssumptions = [
  {
    id: "count-bound",
    what: "How many items countItems counts before it answers TOO_MANY_TO_COUNT",
    default: "10000",
    alternatives: ["100"],
    why: "The code is in the typings, the bound is not.",
  },
  {
    id: "duplicate-item",
    what: "Creating an item whose reference its item set has already",
    default: "refused",
    alternatives: ["accepted"],
    why: "No error is listed; one reference stands for one thing, and sister methods refuse it (409).",
  },
  {
    id: "unknown-item-set",
    what: "Creating an item in an item set that no pool definition has",
    default: "accepted",
    alternatives: ["refused"],
    why: "No error is listed, and item sets are allocated by the caller in internal methods.",
  },
] as const satisfies readonly Assumption[];
