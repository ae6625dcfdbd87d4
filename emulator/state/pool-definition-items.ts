import type { Condition } from "../filter";
import { type Refusal, refusal } from "../refusal";
import { type Derived, pinned } from "../select";
import {
  type DerivedItem,
  derivedItem,
  itemsOf,
  shownBenefit,
  shownCredits,
  shownItem,
} from "./derived-items";
import type { Benefit } from "./details";
import { alreadyExists, findItem, type NewItem, putItem, removeItem } from "./items";
import type { PoolDefinition } from "./pool-definitions";
import type { Site } from "./site";

export interface PoolDefinitionItem extends DerivedItem {
  poolDefinitionId: string;
  programDefinitions: { id: string; externalId: string }[];
  poolDefinitionRevision: string;
}

export type PoolDefinitionItemField = "POOL_DEFINITION" | "PROGRAM_DEFINITION" | "BENEFIT" | "ITEM";

/** typings: the id follows from pool definition and item, so nothing is stored: they are what the two make together. */
export function poolDefinitionItems(site: Site, horizon: string): Derived<PoolDefinitionItem> {
  return {
    candidates: (condition) =>
      definitionsFor(site, condition).flatMap((definition) =>
        itemsOf(site, definition.details, horizon).map((one) => ({
          ...derivedItem(definition, "pool-definition-item", one),
          poolDefinitionId: definition.id,
          programDefinitions: programDefinitionsOf(site, definition),
          poolDefinitionRevision: definition.revision,
        })),
      ),
  };
}

/** typings: what each requested field adds. */
export function presentPoolDefinitionItem(
  site: Site,
  one: PoolDefinitionItem,
  fields: readonly PoolDefinitionItemField[],
) {
  const definition = site.poolDefinitions.get(one.poolDefinitionId);
  return {
    ...one,
    poolDefinition: fields.includes("POOL_DEFINITION")
      ? {
          displayName: definition?.displayName,
          description: definition?.description,
          creditConfiguration: shownCredits(definition?.details),
        }
      : undefined,
    programDefinitions: fields.includes("PROGRAM_DEFINITION")
      ? one.programDefinitions.map(({ id, externalId }) => {
          const { displayName, description } = site.programDefinitions.get(id) ?? {};
          return { id, externalId, displayName, description };
        })
      : one.programDefinitions,
    benefitInfo: fields.includes("BENEFIT")
      ? shownBenefit(definition?.details, one.itemSetId)
      : undefined,
    itemInfo: fields.includes("ITEM") ? shownItem(site, one.itemId) : undefined,
  };
}

/** A benefit that items are added to or removed from. */
export interface BenefitTarget {
  poolDefinitionId: string;
  benefitKey: string;
}

export interface GivenReference {
  externalId: string;
  category?: string;
}

/**
 * typings: POOL_DEFINITION_BENEFIT_NOT_FOUND, documented as a 404. assumed (foreign-provider-app): whether an app may
 * add items to a benefit of another one.
 */
export function targetBenefit(site: Site, target: BenefitTarget, callerAppId: string) {
  const definition = site.poolDefinitions.get(target.poolDefinitionId);
  const benefit = definition?.details.benefits?.find(
    ({ benefitKey }) => benefitKey === target.benefitKey,
  );
  if (!definition || !benefit?.providerAppId) throw benefitNotFound(target);
  const isForeign = benefit.providerAppId !== callerAppId;
  if (isForeign && site.assumes("foreign-provider-app", "forbidden")) {
    throw refusal(403, "PERMISSION_DENIED", "The benefit is provided by another app");
  }
  return (reference: GivenReference): NewItem => newItem(definition, benefit, reference);
}

/** typings: an item that the benefit has already is an error of its own; the others are added. */
export function addItem(site: Site, given: NewItem) {
  const existing = findItem(site, given.itemSetId, given);
  if (existing) throw alreadyExists(existing);
  return putItem(site, given);
}

/** typings: NOT_FOUND for a reference that the benefit does not have. */
export function removeReference(site: Site, given: NewItem): void {
  const existing = findItem(site, given.itemSetId, given);
  if (!existing) throw refusal(404, "NOT_FOUND", `Item ${given.externalId} is not in the benefit`);
  removeItem(site, existing);
}

function newItem(definition: PoolDefinition, benefit: Benefit, reference: GivenReference): NewItem {
  return {
    externalId: reference.externalId,
    category: reference.category,
    itemSetId: benefit.itemSetId,
    providerAppId: benefit.providerAppId ?? "",
    namespace: definition.namespace,
  };
}

function benefitNotFound(target: BenefitTarget): Refusal {
  const description = `Pool definition ${target.poolDefinitionId} has no benefit "${target.benefitKey}"`;
  return refusal(404, "POOL_DEFINITION_BENEFIT_NOT_FOUND", description);
}

/** The fewest pool definitions whose items can fulfil the condition. */
function definitionsFor(site: Site, condition: Condition): readonly PoolDefinition[] {
  const { poolDefinitions } = site;
  const ids = pinned(condition, "poolDefinitionId");
  if (ids) return unique(ids.flatMap((id) => poolDefinitions.get(id) ?? []));
  const sets = pinned(condition, "itemSetId") ?? setsOfItems(site, condition);
  if (sets) return byKeys(site, "details.benefits.itemSetId", sets);
  const programDefinitionIds = pinned(condition, "programDefinitions.id");
  if (programDefinitionIds) return byKeys(site, "programDefinitionIds", programDefinitionIds);
  const namespaces = pinned(condition, "namespace");
  return namespaces ? byKeys(site, "namespace", namespaces) : poolDefinitions.inOrder();
}

/** Item sets of the things that the condition names, deleted ones too. */
function setsOfItems(site: Site, condition: Condition): string[] | undefined {
  const keys = pinned(condition, "itemSearchKey")?.map((key) => key.split("/").at(-1) ?? "");
  const ids = pinned(condition, "externalId") ?? keys;
  return ids?.flatMap((id) => [
    ...site.items.find("externalId", id).map(({ itemSetId }) => itemSetId),
    ...site.removedItems.find("externalId", id).map(({ item }) => item.itemSetId),
  ]);
}

function byKeys(site: Site, index: string, keys: readonly string[]): PoolDefinition[] {
  return unique(keys.flatMap((key) => site.poolDefinitions.find(index, key)));
}

function unique(definitions: PoolDefinition[]): PoolDefinition[] {
  return [...new Set(definitions)];
}

function programDefinitionsOf(site: Site, { programDefinitionIds }: PoolDefinition) {
  return programDefinitionIds.flatMap((programDefinitionId) => {
    const found = site.programDefinitions.get(programDefinitionId);
    return found ? { id: found.id, externalId: found.externalId } : [];
  });
}
