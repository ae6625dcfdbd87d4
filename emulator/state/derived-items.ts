import type { Benefit, Details } from "./details";
import { type Item, itemSearchKey } from "./items";
import { guidOf } from "./ids";
import type { Revised, Site } from "./site";

/** An item in one of the benefits of a pool definition or a pool. */
export interface BenefitItem {
  item: Item;
  benefit: Benefit;
  /** Shown although it has been deleted. */
  removed: boolean;
}

/** What pool definition items and pool items have in common. */
export interface DerivedItem extends Revised {
  externalId: string;
  category: string;
  providerAppId: string;
  namespace: string;
  itemSetId: string;
  itemId: string;
  benefitKey?: string;
  itemSearchKey: string;
  removed: boolean;
  itemRevision: string;
}

/**
 * typings: an item shows in every benefit that has its item set, and is gone at once when it is deleted.
 * documented (eventual consistency): `horizon` is up to when changes are seen. assumed (removed-items): what is left of it.
 */
export function itemsOf(site: Site, details: Details, horizon: string): BenefitItem[] {
  const isKept = site.assumes("removed-items", "kept");
  return (details.benefits ?? []).flatMap((benefit): BenefitItem[] => {
    const living = site.items.find("itemSetId", benefit.itemSetId);
    const removed = site.removedItems.find("itemSetId", benefit.itemSetId);
    return [
      ...living
        .filter((item) => item.createdDate <= horizon)
        .map((item) => ({ item, benefit, removed: false })),
      ...removed
        .filter(
          ({ item, removedDate }) =>
            item.createdDate <= horizon && (isKept || removedDate > horizon),
        )
        .map(({ item, removedDate }) => ({ item, benefit, removed: removedDate <= horizon })),
    ];
  });
}

/**
 * typings: the id follows from the ids of both. Derived from its two sources: created when both were there, and
 * one revision further with each update of either.
 */
export function derivedItem(
  owner: Revised & { namespace: string },
  kind: "pool-definition-item" | "pool-item",
  { item, benefit, removed }: BenefitItem,
): DerivedItem {
  const revision = BigInt(owner.revision) + BigInt(item.revision) - 1n;
  return {
    id: guidOf(kind, owner.id, item.id),
    revision: String(revision),
    createdDate: later(owner.createdDate, item.createdDate),
    updatedDate: later(owner.updatedDate, item.updatedDate),
    externalId: item.externalId,
    category: item.category ?? "",
    providerAppId: item.providerAppId,
    namespace: owner.namespace,
    itemSetId: item.itemSetId,
    itemId: item.id,
    benefitKey: benefit.benefitKey,
    itemSearchKey: itemSearchKey(item),
    removed,
    itemRevision: item.revision,
  };
}

/** typings: the part of the credit configuration that items show. */
export function shownCredits(details: Details | undefined) {
  const { amount, unitDisplayName, unitType } = details?.creditConfiguration ?? {};
  const shown = { amount, unitDisplayName, unitType };
  return details?.creditConfiguration && shown;
}

/** typings: what a benefit shows of itself with an item. */
export function shownBenefit(details: Details | undefined, itemSetId: string) {
  const benefit = details?.benefits?.find((one) => one.itemSetId === itemSetId);
  return (
    benefit && {
      price: benefit.price,
      displayName: benefit.displayName,
      description: benefit.description,
    }
  );
}

/** typings: only the name. Of a deleted item there is none. */
export function shownItem(site: Site, itemId: string) {
  return { displayName: site.items.get(itemId)?.displayName };
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
