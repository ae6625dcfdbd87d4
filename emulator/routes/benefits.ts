import { z } from "zod";
import { denied } from "../auth/authorize";
import type { Identity } from "../auth/tokens";
import {
  type Beneficiary,
  beneficiary,
  freeObject,
  guid,
  idempotencyKey,
  isSameBeneficiary,
  itemReference,
  namespace,
  optional,
  text,
  timestamp,
} from "../shapes";
import { eligibleAnywhere, type Finding, findings, findingsAnywhere } from "../state/eligibility";
import type { Site } from "../state/site";
import { cancelRedemption, reallocateBenefit, redeemBenefit } from "../state/redemptions";
import { parse } from "../validation";
import type { Call, Route } from "./route";

const base = "/benefit-programs/v1";

/** typings: at least 1. assumed (count-default): 1 when it is not given. */
const count = z.int32().min(1);

const asked = z.object({
  namespace,
  itemReference,
  count: optional(count).transform((given) => given ?? 1),
  targetDate: optional(timestamp),
  additionalData: optional(freeObject),
  beneficiary: optional(beneficiary),
});

const benefitKey = text(64);
const intent = optional(z.enum(["REDEMPTION", "REALLOCATION"]));

const redeemRequest = asked.extend({
  poolId: guid,
  benefitKey: benefitKey.min(1),
  idempotencyKey,
});
const checkRequest = asked.extend({ poolId: guid, benefitKey: optional(benefitKey), intent });
const selector = checkRequest.omit({ namespace: true, beneficiary: true, intent: true });
const bulkCheckRequest = z.object({
  benefitSelectors: z.array(selector).min(1).max(100),
  namespace,
  beneficiary: optional(beneficiary),
});
const filterRequest = asked.extend({
  count,
  poolSelector: optional(
    z.object({
      poolStatuses: optional(
        z
          .array(z.enum(["ACTIVE", "PAUSED", "ENDED", "PROVISIONING", "RENEWING", "PENDING"]))
          .max(10),
      ),
    }),
  ),
});
const cancelRequest = z.object({ transactionId: guid, idempotencyKey });
const reallocateRequest = cancelRequest.extend({
  targetDate: timestamp,
  beneficiary,
  namespace,
});

export const benefitRoutes: Route[] = [
  {
    method: "pools.redeemBenefit",
    verb: "POST",
    path: `${base}/benefits/redeem`,
    answer({ site, body }) {
      return { transactionId: redeemBenefit(site, parse(redeemRequest, body)).id };
    },
  },
  {
    method: "pools.cancelRedemption",
    verb: "POST",
    path: `${base}/benefits/cancel-redemption`,
    answer({ site, body }) {
      return { transactionId: cancelRedemption(site, parse(cancelRequest, body)).id };
    },
  },
  {
    method: "pools.reallocateBenefit",
    verb: "POST",
    path: `${base}/benefits/reallocate`,
    answer({ site, body }) {
      return { transactionId: reallocateBenefit(site, parse(reallocateRequest, body)).id };
    },
  },
  {
    method: "pools.checkBenefitEligibility",
    verb: "POST",
    path: `${base}/pools/check-eligibility`,
    answer({ site, body }) {
      const found = findings(site, parse(checkRequest, body));
      return { result: { benefitResults: found.map(presentFinding) } };
    },
  },
  {
    method: "pools.bulkCheckBenefitEligibility",
    verb: "POST",
    path: `${base}/bulk/benefits/check-eligibility`,
    answer({ site, body }) {
      const { benefitSelectors, ...shared } = parse(bulkCheckRequest, body);
      return { results: benefitSelectors.map((selected) => checked(site, selected, shared)) };
    },
  },
  {
    method: "pools.getEligibleBenefits",
    verb: "POST",
    path: `${base}/pools/eligible-pools`,
    answer(call) {
      const found = eligibleAnywhere(call.site, parse(asked, call.body));
      return { eligibleBenefits: isUntyped(call) ? [] : found.map(({ data }) => data) };
    },
  },
  {
    method: "pools.checkBenefitEligibilityByFilter",
    verb: "POST",
    path: `${base}/pools/check-benefit-eligibility-by-filter`,
    isForMembers: true,
    answer(call) {
      const found = findingsForCaller(call, parse(filterRequest, call.body));
      return { results: found.map((each) => ({ benefitResults: [presentFinding(each)] })) };
    },
  },
];

type Check = z.output<typeof bulkCheckRequest>;

/** typings: each answer comes with its question. */
function checked(
  site: Site,
  benefitSelector: Check["benefitSelectors"][number],
  shared: Omit<Check, "benefitSelectors">,
) {
  const found = findings(site, { ...benefitSelector, ...shared });
  return { benefitSelector, result: { benefitResults: found.map(presentFinding) } };
}

/** assumed (calling-identity): whether an app that names nobody asks for everybody or for nobody. */
function findingsForCaller(
  { site, identity }: Call,
  { poolSelector, ...given }: z.output<typeof filterRequest>,
): Finding[] {
  const caller = callingBeneficiary(site, identity, given.beneficiary);
  const request = { ...given, beneficiary: caller };
  const found = findingsAnywhere(site, request, poolSelector?.poolStatuses);
  return !caller && site.assumes("calling-identity", "nobody") ? [] : found;
}

/** typings: "defaults to the calling identity". assumed (others-eligibility): members and visitors ask for nobody else. */
function callingBeneficiary(site: Site, identity: Identity, given: Beneficiary | undefined) {
  if (identity.kind === "APP") return given;
  const own: Beneficiary =
    identity.kind === "MEMBER"
      ? { memberId: identity.memberId, identityType: "MEMBER" }
      : { anonymousVisitorId: identity.visitorId, identityType: "ANONYMOUS_VISITOR" };
  const isOwn = !given || isSameBeneficiary(given, own);
  if (isOwn || site.assumes("others-eligibility", "own")) return own;
  throw denied(site, "The benefits of somebody else were asked for");
}

const optionNames = {
  ELIGIBLE_BENEFIT: "eligibleBenefitOptions",
  NOT_ENOUGH_BALANCE: "notEnoughBalanceOptions",
  POLICY_EXPRESSION_EVALUATED_TO_FALSE: "policyExpressionEvaluatedToFalseOptions",
  POOL_NOT_ACTIVE: "poolNotActiveOptions",
  BENEFIT_NOT_FOUND: "benefitNotFoundOptions",
  POOL_NOT_FOUND: "poolNotFoundOptions",
} as const;

/** typings: BenefitResult, a oneof with the options of its type. */
function presentFinding({ type, data }: Finding) {
  return { type, [optionNames[type]]: data };
}

/** observed: a beneficiary without `identityType` finds nothing. assumed (identity-type-missing): only when asked for. */
function isUntyped({ site, body }: Call): boolean {
  if (site.assumes("identity-type-missing", "accepted")) return false;
  const untyped = z.object({ beneficiary: z.object({ identityType: z.undefined().optional() }) });
  return untyped.safeParse(body).success;
}
