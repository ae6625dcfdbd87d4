import { localTime } from "./local-time";
import type { Occasion } from "./policies";
import type { PolicyExpression } from "./policy-shape";
import type { Site } from "./site";
import { reversalOf, supersederOf, type Transaction } from "./transactions";

type RateLimit = NonNullable<NonNullable<PolicyExpression["policyOptions"]>["rateLimitedOptions"]>;

const dayMs = 86_400_000;

/** typings: an id is set for each quota; another `times` or `timePeriod` is another quota, which begins anew. */
export function withQuotas(
  site: Site,
  given: PolicyExpression,
  old: PolicyExpression | undefined,
): PolicyExpression {
  const kept = rateLimits(old);
  return mapped(given, (limit) => {
    const same = ({ times, timePeriod }: RateLimit) =>
      times === limit.times && timePeriod === limit.timePeriod;
    const byId = kept.findIndex((each) => same(each) && each.quotaId === limit.quotaId);
    const index = byId >= 0 ? byId : kept.findIndex(same);
    const [match] = index >= 0 ? kept.splice(index, 1) : [];
    return { ...limit, quotaId: match?.quotaId ?? site.store.newId() };
  });
}

/** typings: each rate limit has a quota; a redemption takes from all that its expression names. */
export function quotaIdsOf(expression: PolicyExpression | undefined): string[] {
  return rateLimits(expression).flatMap(({ quotaId }) => quotaId ?? []);
}

/** Not a field: finds the redemptions of a benefit by the UTC day they are for, so that a quota reads its period only. */
export function quotaKey({ pool, details, trace }: Transaction): string | undefined {
  const { policyDate, quotaIds = [] } = trace;
  if (policyDate === undefined || quotaIds.length === 0) return undefined;
  return keyOf(pool.id, details?.benefitKey ?? "", policyDate);
}

/**
 * typings: so many times in a day from midnight, or in a calendar month. assumed (rate-limit-counts, given-back-quota): a
 * redemption is one time, whatever its count, and one that was canceled or reverted is none.
 */
export function isWithinQuota(site: Site, limit: Partial<RateLimit>, occasion: Occasion): boolean {
  const isByItem = site.assumes("rate-limit-counts", "items");
  const weight = (count: number) => (isByItem ? count : 1);
  const used = redemptionsIn(site, limit, occasion)
    .map(({ details }) => weight(details?.itemCount ?? 1))
    .reduce((sum, each) => sum + each, 0);
  return used + weight(occasion.count) <= (limit.times ?? 0);
}

function redemptionsIn(site: Site, limit: Partial<RateLimit>, occasion: Occasion): Transaction[] {
  const period = (time: string) =>
    localTime(site.timeZone, time).date.slice(0, limit.timePeriod === "MONTH" ? 7 : 10);
  const { pool, benefitKey, date, movedId } = occasion;
  const inPeriod = period(date);
  return daysAround(date, limit.timePeriod === "MONTH" ? 31 : 1)
    .flatMap((day) => site.transactions.find("quotaKey", keyOf(pool.id, benefitKey, day)))
    .filter(
      (transaction) =>
        transaction.correlationId !== movedId &&
        (transaction.trace.quotaIds ?? []).includes(limit.quotaId ?? "") &&
        period(transaction.trace.policyDate ?? "") === inPeriod &&
        isStanding(site, transaction),
    );
}

/** Neither moved to another date nor, unless it counts all the same, given back. */
function isStanding(site: Site, transaction: Transaction): boolean {
  const next = supersederOf(site, transaction.id);
  if (next?.trace.operation === "REALLOCATION") return false;
  if (site.assumes("given-back-quota", "used")) return true;
  const redemptionId = transaction.correlationId ?? transaction.id;
  return !next && !reversalOf(site, redemptionId);
}

function daysAround(time: string, days: number): string[] {
  const middle = Date.parse(time);
  return Array.from({ length: 2 * days + 1 }, (_, index) =>
    new Date(middle + (index - days) * dayMs).toISOString(),
  );
}

function keyOf(poolId: string, benefitKey: string, time: string): string {
  return `${poolId}/${time.slice(0, 10)}/${benefitKey}`;
}

function rateLimits(expression: PolicyExpression | undefined): RateLimit[] {
  const found: RateLimit[] = [];
  if (expression) mapped(expression, (limit) => (found.push(limit), limit));
  return found;
}

function mapped(
  expression: PolicyExpression,
  change: (limit: RateLimit) => RateLimit,
): PolicyExpression {
  const all = (operands: PolicyExpression[] | undefined) =>
    operands?.map((operand) => mapped(operand, change));
  const { operatorNotOptions, operatorAndOptions, operatorOrOptions, policyOptions } = expression;
  const limit = policyOptions?.rateLimitedOptions;
  const operand = operatorNotOptions?.expression;
  return {
    ...expression,
    operatorNotOptions: operand ? { expression: mapped(operand, change) } : operatorNotOptions,
    operatorAndOptions: operatorAndOptions && { expressions: all(operatorAndOptions.expressions) },
    operatorOrOptions: operatorOrOptions && { expressions: all(operatorOrOptions.expressions) },
    policyOptions: limit ? { ...policyOptions, rateLimitedOptions: change(limit) } : policyOptions,
  };
}
