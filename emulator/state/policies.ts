import type { Benefit } from "./details";
import { localTime } from "./local-time";
import { isWithinInterval } from "./policy-intervals";
import { isWithinQuota } from "./policy-quotas";
import type { PolicyExpression } from "./policy-shape";
import type { Pool } from "./pools";
import type { Site } from "./site";

/** typings: FailureDetails; at most 10 of them in an answer. */
export interface PolicyFailure {
  code: string;
  message: string;
  policyId?: string;
  appId?: string;
  errorData?: Record<string, unknown>;
}

/** What a policy is asked about: one redemption of a benefit, at its date. */
export interface Occasion {
  pool: Pool;
  benefitKey: string;
  /** ISO time. */
  date: string;
  count: number;
  /** The redemption that is being moved: it does not stand in its own way. */
  movedId?: string;
}

type Policy = NonNullable<PolicyExpression["policyOptions"]>;

/** typings: a benefit's own expression overrides that of the details. */
export function policyOf(pool: Pool, benefit: Benefit): PolicyExpression | undefined {
  return benefit.policyExpression ?? pool.details.policyExpression;
}

/**
 * typings: and, or, not, and policies, nested. What is not said (no type, no options, no operands) forbids nothing.
 * Empty when the expression is fulfilled, else each policy that stood in the way, ten at most.
 * assumed (site-time-zone): days and hours are those of the site.
 */
export function policyFailures(
  site: Site,
  expression: PolicyExpression | undefined,
  occasion: Occasion,
): PolicyFailure[] {
  const failures = evaluate(site, expression, occasion);
  return failures.slice(0, 10).map((failure) => ({
    ...failure,
    code: site.assumes("policy-failure-code", "by-type") ? failure.code : "POLICY_NOT_FULFILLED",
  }));
}

/**
 * assumed (policy-date): a policy is asked about the time that the item is provided at, or now when none is given:
 * "check whether an already redeemed benefit can be reallocated to the target date".
 */
export function policyDate(site: Site, targetDate: string | undefined): string {
  const isTarget = site.assumes("policy-date", "target-date");
  return (isTarget ? targetDate : undefined) ?? site.store.now;
}

function evaluate(
  site: Site,
  expression: PolicyExpression | undefined,
  occasion: Occasion,
): PolicyFailure[] {
  const failuresOf = (operand: PolicyExpression) => evaluate(site, operand, occasion);
  switch (expression?.type) {
    case undefined:
      return [];
    case "OPERATOR_NOT": {
      const operand = expression.operatorNotOptions?.expression;
      return operand && failuresOf(operand).length === 0
        ? [{ code: "OPERATOR_NOT", message: "The expression must not be fulfilled" }]
        : [];
    }
    case "OPERATOR_AND":
      return expression.operatorAndOptions?.expressions?.flatMap(failuresOf) ?? [];
    case "OPERATOR_OR": {
      const failures = expression.operatorOrOptions?.expressions?.map(failuresOf) ?? [];
      return failures.some((each) => each.length === 0) ? [] : failures.flat();
    }
    case "POLICY":
      return policyFailure(site, expression.policyOptions, occasion);
  }
}

function policyFailure(
  site: Site,
  policy: Policy | undefined,
  occasion: Occasion,
): PolicyFailure[] {
  switch (policy?.type) {
    case undefined:
      return [];
    case "FIXED_INTERVAL": {
      const local = localTime(site.timeZone, occasion.date);
      if (isWithinInterval(site.assumes, policy.fixedIntervalOptions ?? {}, local)) return [];
      const errorData = { fixedIntervalOptions: policy.fixedIntervalOptions };
      return [{ code: policy.type, message: "Outside of the fixed interval", errorData }];
    }
    case "RATE_LIMITED": {
      if (isWithinQuota(site, policy.rateLimitedOptions ?? {}, occasion)) return [];
      const errorData = { rateLimitedOptions: policy.rateLimitedOptions };
      return [{ code: policy.type, message: "The rate limit is reached", errorData }];
    }
    case "CUSTOM": {
      if (site.assumes("custom-policy", "passes")) return [];
      const { id: policyId, appId } = policy.customOptions ?? {};
      return [{ code: policy.type, message: "The custom policy refused", policyId, appId }];
    }
  }
}
