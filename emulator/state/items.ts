import type { ExtendedFields } from "../shapes";
import type { Revised, Site } from "./site";

export interface Item extends Revised {
  externalId: string;
  category?: string;
  itemSetId: string;
  displayName?: string;
  providerAppId: string;
  extendedFields?: ExtendedFields;
  namespace: string;
}

/** How an app names one of its things; category "" is the same as none. */
export interface ItemReference {
  externalId: string;
  category?: string;
  providerAppId: string;
}

export const itemIndexes = {
  itemSetId: (item: Item) => item.itemSetId,
  externalId: (item: Item) => item.externalId,
  namespace: (item: Item) => item.namespace,
};

/** documented: an item belongs to a benefit through its item set. */
export function findItem(site: Site, itemSetId: string, reference: ItemReference) {
  return site.items
    .find("itemSetId", itemSetId)
    .find(
      (item) =>
        item.externalId === reference.externalId &&
        item.providerAppId === reference.providerAppId &&
        (item.category ?? "") === (reference.category ?? ""),
    );
}
