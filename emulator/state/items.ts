import type { Condition } from "../filter";
import { refusal } from "../refusal";
import { selected } from "../select";
import type { ExtendedFields } from "../shapes";
import { type Job, schedule } from "./jobs";
import {
  checkRevision,
  found,
  fresh,
  notFound,
  patched,
  type Revised,
  revised,
  type Site,
} from "./site";

export interface Item extends Revised {
  externalId: string;
  category?: string;
  itemSetId: string;
  displayName?: string;
  providerAppId: string;
  extendedFields?: ExtendedFields;
  namespace: string;
}

export type NewItem = Omit<Item, keyof Revised>;

export interface ItemChange {
  revision?: string;
  displayName?: string | null;
  extendedFields?: ExtendedFields | null;
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
  /** Not a field: how `findItem` finds one item among all of a set. */
  key: (item: Item) => itemKey(item.itemSetId, item),
};

/** An item that was deleted, for those who still see it. */
export interface RemovedItem {
  id: string;
  item: Item;
  removedDate: string;
}

export const removedItemIndexes = {
  itemSetId: ({ item }: RemovedItem) => item.itemSetId,
  externalId: ({ item }: RemovedItem) => item.externalId,
};

/** typings: `providerAppId/category/externalId`, at most 94 characters. */
export function itemSearchKey({ providerAppId, category, externalId }: ItemReference): string {
  return `${providerAppId}/${category ?? ""}/${externalId}`;
}

/** documented: an item belongs to a benefit through its item set. */
export function findItem(site: Site, itemSetId: string, reference: ItemReference) {
  return site.items.find("key", itemKey(itemSetId, reference))[0];
}

/**
 * typings: GUIDs are those of the caller; the item set need not be known. assumed (duplicate-item, unknown-item-set):
 * one reference once in a set, and whether a set that no benefit has is refused.
 */
export function createItem(site: Site, given: NewItem): Item {
  if (site.assumes("unknown-item-set", "refused") && !hasItemSet(site, given.itemSetId)) {
    throw notFound(site, `Item set ${given.itemSetId} not found`);
  }
  const existing = findItem(site, given.itemSetId, given);
  if (existing && site.assumes("duplicate-item", "refused")) throw alreadyExists(existing);
  return putItem(site, given);
}

/** typings: id, dates and revision are the server's. */
export function putItem(site: Site, given: NewItem): Item {
  return site.items.put({ ...given, ...fresh(site) });
}

/** typings: displayName and extendedFields; the rest is immutable and ignored. */
export function updateItem(site: Site, id: string, change: ItemChange): Item {
  const current = found(site, site.items, id);
  checkRevision(site, current, change.revision, "item.revision");
  return site.items.put({
    ...revised(site, current),
    displayName: patched(site, current.displayName, change.displayName),
    extendedFields: patched(site, current.extendedFields, change.extendedFields),
  });
}

/** documented: with immediate effect, on live pools too: what a pool offers follows from the items there are. */
export function deleteItem(site: Site, id: string): Item {
  const item = found(site, site.items, id);
  removeItem(site, item);
  return item;
}

/** What is deleted is remembered where queries still show it: assumed (removed-items), or changes are seen late. */
export function removeItem(site: Site, item: Item): void {
  site.items.delete(item.id);
  if (!site.isEventual && site.assumes("removed-items", "gone")) return;
  site.removedItems.put({ id: item.id, item, removedDate: site.store.now });
}

/** documented: a job, which deletes what fulfilled the filter when it was asked for, within the namespace. */
export function deleteItemsByFilter(site: Site, namespace: string, condition: Condition): Job {
  const inNamespace: Condition = {
    kind: "and",
    of: [{ kind: "test", path: "namespace", operator: "$eq", value: namespace }, condition],
  };
  const itemIds = selected(site.items, inNamespace).map(({ id }) => id);
  return schedule(site, { kind: "DELETE_ITEMS", itemIds });
}

/** typings: TOO_MANY_TO_COUNT, documented as a 428. assumed (count-bound): how many are too many. */
export function countItems(site: Site, condition: Condition): number {
  const bound = site.assumes("count-bound", "100") ? 100 : 10_000;
  const count = selected(site.items, condition).length;
  if (count <= bound) return count;
  throw refusal(428, "TOO_MANY_TO_COUNT", `More than ${bound} items fulfil the filter`);
}

/** assumed (duplicate-item): 409 and the code, by meaning. */
export function alreadyExists(item: Item) {
  const data = { itemId: item.id };
  return refusal(409, "ALREADY_EXISTS", "Item already exists in this item set", data);
}

function hasItemSet(site: Site, itemSetId: string): boolean {
  return site.poolDefinitions.count("details.benefits.itemSetId", itemSetId) > 0;
}

function itemKey(itemSetId: string, reference: ItemReference): string {
  return `${itemSetId}/${itemSearchKey(reference)}`;
}
