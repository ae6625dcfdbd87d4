import type { Identity } from "../auth/tokens";
import type { Condition } from "../filter";
import { invalid, type Refusal, refusal } from "../refusal";
import { type Derived, pinned } from "../select";
import type { Beneficiary } from "../shapes";
import {
  type DerivedItem,
  derivedItem,
  itemsOf,
  shownBenefit,
  shownCredits,
  shownItem,
} from "./derived-items";
import { hasCredits } from "./details";
import type { Pool } from "./pools";
import type { Site } from "./site";

export interface PoolItem extends DerivedItem {
  poolId: string;
  programId: string;
  externalProgramId?: string;
  programDefinitionId?: string;
  externalProgramDefinitionId?: string;
  poolDefinitionId: string;
  beneficiary: Beneficiary;
  poolRevision: string;
}

export type PoolItemField =
  "POOL" | "PROGRAM" | "PROGRAM_DEFINITION" | "ITEM" | "BENEFIT" | "BALANCE";

/**
 * typings: the id follows from pool and item, so nothing is stored. A member sees only what is the member's own; an app
 * must name the beneficiary. assumed (pool-items-scope, foreign-member-filter, later-items, ended-pool-items): the rest.
 */
export function poolItems(site: Site, identity: Identity, horizon: string): Derived<PoolItem> {
  return {
    candidates(condition) {
      const members = pinned(condition, "beneficiary.memberId");
      checkScope(site, identity, members);
      const own = identity.kind === "MEMBER" ? [identity.memberId] : undefined;
      return poolsFor(site, condition, own ?? members)
        .filter((pool) => !own || own.includes(pool.beneficiary.memberId ?? ""))
        .filter((pool) => isShown(site, pool))
        .flatMap((pool) => itemsOfPool(site, pool, horizon));
    },
  };
}

/** typings: what each requested field adds. A balance is absent where nothing is counted. */
export function presentPoolItem(site: Site, one: PoolItem, fields: readonly PoolItemField[]) {
  const pool = site.pools.get(one.poolId);
  const definition = site.programDefinitions.get(one.programDefinitionId ?? "");
  const has = (field: PoolItemField) => fields.includes(field);
  const benefit = shownBenefit(pool?.details, one.itemSetId);
  return {
    ...one,
    pool: has("POOL") ? shownPool(pool) : undefined,
    program: has("PROGRAM") ? shownProgram(site, one.programId) : undefined,
    programDefinition:
      has("PROGRAM_DEFINITION") && one.programDefinitionId !== undefined
        ? {
            id: one.programDefinitionId,
            externalId: one.externalProgramDefinitionId,
            displayName: definition?.displayName,
            description: definition?.description,
          }
        : undefined,
    itemInfo: has("ITEM") ? shownItem(site, one.itemId) : undefined,
    benefitInfo: has("BENEFIT") ? { ...benefit, benefitKey: one.benefitKey } : undefined,
    balance:
      has("BALANCE") && hasCredits(pool?.details)
        ? { available: site.balances.get(one.poolId)?.amount.available }
        : undefined,
  };
}

function itemsOfPool(site: Site, pool: Pool, horizon: string): PoolItem[] {
  const program = site.programs.get(pool.programId);
  return itemsOf(site, pool.details, horizon).map((one) => ({
    ...derivedItem(pool, "pool-item", one),
    poolId: pool.id,
    programId: pool.programId,
    externalProgramId: program?.externalId,
    programDefinitionId: pool.programDefinitionId,
    externalProgramDefinitionId: program?.programDefinition?.externalId,
    poolDefinitionId: pool.poolDefinitionId,
    beneficiary: pool.beneficiary,
    poolRevision: pool.revision,
  }));
}

/** typings: "App callers must include a beneficiary.memberId filter". assumed (pool-items-scope, foreign-member-filter): the refusals. */
function checkScope(site: Site, identity: Identity, members: readonly string[] | undefined): void {
  if (identity.kind === "VISITOR") {
    throw refusal(403, "PERMISSION_DENIED", "Pool items are for members, apps and API keys");
  }
  if (identity.kind === "MEMBER") {
    const isForeign = members?.some((id) => id !== identity.memberId) ?? false;
    if (!isForeign || site.assumes("foreign-member-filter", "empty")) return;
    throw refusal(403, "PERMISSION_DENIED", "The pool items of another member were asked for");
  }
  if (members || site.assumes("pool-items-scope", "accepted")) return;
  throw unscoped(site);
}

function unscoped(site: Site): Refusal {
  const description = 'must name the beneficiary: "beneficiary.memberId" with $eq or $in';
  return site.assumes("pool-items-scope", "forbidden")
    ? refusal(403, "PERMISSION_DENIED", `The filter ${description}`)
    : invalid({ field: "query.filter", description, violatedRule: "VALIDATION" });
}

/** assumed (ended-pool-items): a pool that is PENDING has no items yet, one that has ended still shows them. */
function isShown(site: Site, pool: Pool): boolean {
  if (pool.status === "PENDING") return false;
  return pool.status !== "ENDED" || site.assumes("ended-pool-items", "kept");
}

/** The pools that can fulfil the condition, through the narrowest index of member, program and pool. */
function poolsFor(site: Site, condition: Condition, members?: readonly string[]): Pool[] {
  const ids = pinned(condition, "poolId");
  if (ids) return unique(ids.flatMap((id) => site.pools.get(id) ?? []));
  const indexes: [string, readonly string[] | undefined][] = [
    ["programId", pinned(condition, "programId")],
    ["beneficiary.memberId", members],
    ["poolDefinitionId", pinned(condition, "poolDefinitionId")],
    ["programDefinitionId", pinned(condition, "programDefinitionId")],
    ["namespace", pinned(condition, "namespace")],
  ];
  const usable = indexes.flatMap(([index, keys]) => (keys ? { index, keys } : []));
  const cost = ({ index, keys }: { index: string; keys: readonly string[] }) =>
    keys.reduce((sum, key) => sum + site.pools.count(index, key), 0);
  const [best] = usable.toSorted((a, b) => cost(a) - cost(b));
  if (!best) return site.pools.inOrder();
  return unique(best.keys.flatMap((key) => site.pools.find(best.index, key)));
}

function unique(pools: Pool[]): Pool[] {
  return [...new Set(pools)];
}

function shownPool(pool: Pool | undefined) {
  return (
    pool && {
      displayName: pool.displayName,
      description: pool.description,
      status: pool.status,
      creditConfiguration: shownCredits(pool.details),
    }
  );
}

function shownProgram(site: Site, programId: string) {
  const program = site.programs.get(programId);
  return (
    program && {
      id: program.id,
      externalId: program.externalId,
      displayName: program.displayName,
    }
  );
}
