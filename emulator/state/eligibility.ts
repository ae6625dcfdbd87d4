import Big from "big.js";
import { refusal } from "../refusal";
import { type Beneficiary, isSameBeneficiary } from "../shapes";
import { amountOf } from "./balances";
import { type Benefit, hasCredits } from "./details";
import { findItem, type ItemReference, itemSearchKey } from "./items";
import { decimal } from "./ledger";
import { type PolicyFailure, policyDate, policyFailures, policyOf } from "./policies";
import type { Pool, PoolStatus } from "./pools";
import type { Site } from "./site";

/** What a benefit is asked for. */
export interface Request {
  namespace: string;
  itemReference: ItemReference;
  count: number;
  targetDate?: string;
  beneficiary?: Beneficiary;
  /** Skips the balance check: the redeemed credits are kept. */
  intent?: "REDEMPTION" | "REALLOCATION";
}

export interface PoolRequest extends Request {
  poolId: string;
  benefitKey?: string;
}

/** The answer for one benefit, or for the pool when it does not come to that. */
export type Finding =
  | { type: "ELIGIBLE_BENEFIT"; data: object; pool: Pool; benefit: Benefit; cost: Big }
  | { type: Objection; data: object };

export type Objection =
  | "NOT_ENOUGH_BALANCE"
  | "POLICY_EXPRESSION_EVALUATED_TO_FALSE"
  | "POOL_NOT_ACTIVE"
  | "BENEFIT_NOT_FOUND"
  | "POOL_NOT_FOUND";

/**
 * assumed (eligibility-order): pool, its status, benefit with the item, policy, balance, in this order. One finding for each
 * benefit that has the item, or one that tells why there is none. Each benefit is checked by itself (documented).
 */
export function findings(site: Site, request: PoolRequest): Finding[] {
  const { poolId, benefitKey, itemReference } = request;
  const pool = poolFor(site, poolId, request);
  if (!pool) return [{ type: "POOL_NOT_FOUND", data: { poolId } }];
  if (pool.status !== "ACTIVE") {
    const named = pool.details.benefits?.find((benefit) => benefit.benefitKey === benefitKey);
    return [poolNotActive(site, pool, named)];
  }
  const benefits = benefitsWith(site, pool, itemReference).filter(
    (benefit) => benefitKey === undefined || benefit.benefitKey === benefitKey,
  );
  if (benefits.length > 0) return benefits.map((each) => findingOf(site, pool, each, request));
  const data = { poolId, benefitKey, ...contextOf(site, pool, undefined) };
  return [{ type: "BENEFIT_NOT_FOUND", data }];
}

/**
 * documented: each pool with a benefit that has the item, of this beneficiary when one is given.
 * assumed (unknown-item): an item that no item set of the namespace has is INVALID_ITEM_REFERENCE.
 */
export function findingsAnywhere(
  site: Site,
  request: Request,
  statuses: readonly PoolStatus[] = [],
): Finding[] {
  const { namespace, itemReference, beneficiary } = request;
  const itemSetIds = itemSetsWith(site, namespace, itemReference);
  if (itemSetIds.length === 0 && site.assumes("unknown-item", "refused")) {
    throw refusal(400, "INVALID_ITEM_REFERENCE", "There is no such item.", { itemReference });
  }
  const pools = beneficiary?.memberId
    ? site.pools.find("beneficiary.memberId", beneficiary.memberId)
    : [...new Set(itemSetIds.flatMap((id) => site.pools.find("details.benefits.itemSetId", id)))];
  return pools
    .filter((pool) => isFor(site, pool, request))
    .filter((pool) => statuses.length === 0 || statuses.includes(pool.status))
    .flatMap((pool) =>
      (pool.details.benefits ?? [])
        .filter(({ itemSetId }) => itemSetIds.includes(itemSetId))
        .map((benefit) => findingOf(site, pool, benefit, request)),
    );
}

/** documented: of those, what can be redeemed. assumed (missing-beneficiary): nothing for nobody. */
export function eligibleAnywhere(site: Site, request: Request): Finding[] {
  const found = findingsAnywhere(site, request);
  if (isNobody(site, request.beneficiary)) return [];
  return found.filter(({ type }) => type === "ELIGIBLE_BENEFIT");
}

/** typings: `poolNotActiveOptions`, and the data of the refusal. */
export function poolNotActive(site: Site, pool: Pool, benefit: Benefit | undefined): Finding {
  const data = { poolId: pool.id, poolStatus: pool.status, ...contextOf(site, pool, benefit) };
  return { type: "POOL_NOT_ACTIVE", data };
}

/** typings: the policy's refusal, in the result and as the data of the error. */
export function policyRefused(
  site: Site,
  pool: Pool,
  benefit: Benefit,
  about: { itemReference: ItemReference; failureDetails: PolicyFailure[] },
): Finding {
  const data = { poolId: pool.id, ...about, ...contextOf(site, pool, benefit) };
  return { type: "POLICY_EXPRESSION_EVALUATED_TO_FALSE", data };
}

/**
 * assumed (foreign-namespace, foreign-beneficiary, missing-beneficiary): a pool of another namespace or person is as none,
 * and without a person any pool is meant.
 */
export function poolFor(
  site: Site,
  poolId: string,
  asked: Pick<Request, "namespace" | "beneficiary">,
): Pool | undefined {
  const pool = site.pools.get(poolId);
  if (!pool) return undefined;
  const { beneficiary } = asked;
  if (isNobody(site, beneficiary)) return undefined;
  const isIgnored = site.assumes("foreign-beneficiary", "ignored");
  return isFor(site, pool, { ...asked, beneficiary: isIgnored ? undefined : beneficiary })
    ? pool
    : undefined;
}

/** assumed (missing-beneficiary): whether an app that names no beneficiary asks for nobody. */
function isNobody(site: Site, beneficiary: Beneficiary | undefined): boolean {
  return !beneficiary && site.assumes("missing-beneficiary", "nobody");
}

function isFor(
  site: Site,
  pool: Pool,
  { namespace, beneficiary }: Pick<Request, "namespace" | "beneficiary">,
): boolean {
  const isNear = pool.namespace === namespace || site.assumes("foreign-namespace", "accepted");
  return isNear && (!beneficiary || isSameBeneficiary(beneficiary, pool.beneficiary));
}

function findingOf(site: Site, pool: Pool, benefit: Benefit, request: Request): Finding {
  if (pool.status !== "ACTIVE") return poolNotActive(site, pool, benefit);
  const { itemReference, count, targetDate, intent } = request;
  const { benefitKey = "", price } = benefit;
  const about = { poolId: pool.id, itemReference };
  const date = policyDate(site, targetDate);
  const occasion = { pool, benefitKey, date, count };
  const failureDetails = policyFailures(site, policyOf(pool, benefit), occasion);
  if (failureDetails.length > 0) {
    return policyRefused(site, pool, benefit, { itemReference, failureDetails });
  }
  const context = contextOf(site, pool, benefit);
  const cost = new Big(price ?? "0").times(count);
  if (intent !== "REALLOCATION" && !isAffordable(site, pool, cost)) {
    const isCost = site.assumes("requested-balance", "cost");
    const balances = {
      availableBalance: amountOf(site, pool).available,
      requestedBalance: decimal(isCost ? cost : new Big(price ?? "0")),
    };
    return { type: "NOT_ENOUGH_BALANCE", data: { ...about, ...balances, ...context } };
  }
  const data = { ...about, benefitKey: benefit.benefitKey, price, ...context };
  return { type: "ELIGIBLE_BENEFIT", data, pool, benefit, cost };
}

/** documented: "greater than the cost". assumed (exact-balance): or equal, else the last credits could never be used. */
function isAffordable(site: Site, pool: Pool, cost: Big): boolean {
  if (!hasCredits(pool.details)) return true;
  const { available } = amountOf(site, pool);
  return cost.lt(available) || (cost.eq(available) && site.assumes("exact-balance", "enough"));
}

function benefitsWith(site: Site, pool: Pool, itemReference: ItemReference): Benefit[] {
  const benefits = pool.details.benefits ?? [];
  return benefits.filter(({ itemSetId }) => findItem(site, itemSetId, itemReference));
}

function itemSetsWith(site: Site, namespace: string, reference: ItemReference): string[] {
  const key = itemSearchKey(reference);
  return site.items
    .find("externalId", reference.externalId)
    .filter((item) => itemSearchKey(item) === key && item.namespace === namespace)
    .map(({ itemSetId }) => itemSetId);
}

/** typings (internal): what the answer shows of pool, program definition, program and benefit. */
function contextOf(site: Site, pool: Pool, benefit: Benefit | undefined) {
  const program = site.programs.get(pool.programId);
  const definition = site.programDefinitions.get(pool.programDefinitionId ?? "");
  const { creditConfiguration } = pool.details;
  return {
    poolInfo: {
      balance: amountOf(site, pool),
      creditAmount: creditConfiguration?.amount,
      displayName: pool.displayName,
      description: pool.description,
      poolDefinitionId: pool.poolDefinitionId,
      creditUnitType: creditConfiguration?.unitType,
    },
    programDefinitionInfo: program?.programDefinition && {
      ...program.programDefinition,
      displayName: definition?.displayName,
      description: definition?.description,
    },
    programInfo: program && {
      id: program.id,
      externalId: program.externalId,
      displayName: program.displayName,
    },
    benefitInfo: benefit && {
      displayName: benefit.displayName,
      description: benefit.description,
      benefitKey: benefit.benefitKey,
      price: benefit.price,
    },
  };
}
