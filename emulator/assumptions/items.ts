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
    id: "ended-pool-items",
    what: "Pool items of a pool that has ended",
    default: "kept",
    alternatives: ["gone"],
    why: "A pool item can show the status ENDED of its pool; nothing says that its items were revoked.",
  },
  {
    id: "foreign-member-filter",
    what: "A member who asks for the pool items of another member",
    default: "empty",
    alternatives: ["forbidden"],
    why: "Member callers are scoped to themselves; whether a filter beyond that is refused is not said.",
  },
  {
    id: "foreign-provider-app",
    what: "addItemsToBenefit and removeItemsFromBenefit for a benefit of another provider app",
    default: "accepted",
    alternatives: ["forbidden"],
    why: "A 403 was seen by some callers; an API key acts for the whole site.",
  },
  {
    id: "later-items",
    what: "Items that are added to a benefit after a pool was provisioned are in that pool too",
    default: "reach-live-pools",
    alternatives: [],
    why: "A pool keeps the item set, not a copy of it; one page says otherwise, deletion is said to act at once.",
  },
  {
    id: "pool-items-scope",
    what: "An app that queries pool items without naming the beneficiary",
    default: "validation",
    alternatives: ["forbidden", "accepted"],
    why: 'The filter "must" be there; how a missing one is refused is not said.',
  },
  {
    id: "removed-items",
    what: "Pool definition items and pool items of an item that was deleted",
    default: "gone",
    alternatives: ["kept"],
    why: 'There is a field "removed" and an internal soft deletion; queries are said to show removed items only briefly.',
  },
  {
    id: "unknown-item-set",
    what: "Creating an item in an item set that no pool definition has",
    default: "accepted",
    alternatives: ["refused"],
    why: "No error is listed, and item sets are allocated by the caller in internal methods.",
  },
] as const satisfies readonly Assumption[];
