import { type Operator, operators } from "../filter";
import type { Site } from "../state/site";

/** typings: $hasAll and $hasSome. assumed (array-field-operators): and the others, which the query builder types. */
export function benefitListOperators(site: Site): Record<string, readonly Operator[]> {
  const isStrict = site.assumes("array-field-operators", "refused");
  const allowed: readonly Operator[] = isStrict ? ["$hasAll", "$hasSome"] : operators;
  return { "details.benefits.itemSetId": allowed, "details.benefits.providerAppId": allowed };
}
