import { hours, redeem, redeemable } from "@/emulator/testing/benefit-steps";
import { app, newGuid, type Sdk } from "@/emulator/testing/client";
import type { Refusal } from "../check";

const method = "pools.redeemBenefit";
const unknownItem = () => ({ externalId: newGuid(), providerAppId: app });

/** A policy that no moment fulfils. */
export const never = {
  policyExpression: {
    type: "OPERATOR_AND",
    operatorAndOptions: { expressions: [hours(1, 2), hours(3, 4)] },
  },
};

const inPausedProgram = async (wix: Sdk) => {
  const place = await redeemable(wix);
  await wix.programs.pauseProgram(place.programId, { idempotencyKey: newGuid() });
  await wix.programs.getProgram(place.programId);
  return place;
};

/** Of redemption and of the two eligibility methods that refuse. */
export const benefitRefusals: Refusal[] = [
  {
    method,
    code: "POOL_NOT_FOUND",
    status: 404,
    data: ["poolId"],
    cause: "a pool that is not there",
    run: async ({ wix }) => redeem(wix, { ...(await redeemable(wix)), poolId: newGuid() }),
  },
  {
    method,
    code: "BENEFIT_NOT_FOUND",
    status: 404,
    data: ["poolId", "benefitKey"],
    cause: "an item that the benefit has not",
    run: async ({ wix }) => redeem(wix, await redeemable(wix), { itemReference: unknownItem() }),
  },
  {
    method,
    code: "BENEFIT_ALREADY_REDEEMED",
    status: 409,
    data: ["poolId", "idempotencyKey"],
    cause: "a key that was used in the pool",
    run: async ({ wix }) => {
      const place = await redeemable(wix);
      const key = { idempotencyKey: newGuid() };
      await redeem(wix, place, key);
      return redeem(wix, place, key);
    },
  },
  {
    method,
    code: "NOT_ENOUGH_BALANCE",
    status: 428,
    data: ["poolId", "itemReference", "availableBalance", "requestedBalance"],
    cause: "a cost above what is available",
    run: async ({ wix }) => redeem(wix, await redeemable(wix), { count: 4 }),
  },
  {
    method,
    code: "POOL_NOT_ACTIVE",
    status: 428,
    data: ["poolId", "poolStatus"],
    cause: "a pool that is PAUSED",
    run: async ({ wix }) => redeem(wix, await inPausedProgram(wix)),
  },
  {
    method,
    code: "POLICY_EXPRESSION_EVALUATED_TO_FALSE",
    status: 428,
    data: ["poolId", "itemReference", "failureDetails"],
    cause: "details.policyExpression that is not fulfilled",
    isInternal: true,
    run: async ({ wix }) => redeem(wix, await redeemable(wix, never)),
  },
  {
    method: "pools.getEligibleBenefits",
    code: "INVALID_ITEM_REFERENCE",
    status: 400,
    cause: "an item that no benefit has",
    assumption: "unknown-item",
    run: async ({ wix, namespace }) =>
      wix.pools.getEligibleBenefits(unknownItem(), {
        namespace,
        beneficiary: { memberId: newGuid() },
      }),
  },
  {
    method: "pools.checkBenefitEligibilityByFilter",
    code: "INVALID_ITEM_REFERENCE",
    status: 400,
    cause: "an item that no benefit has",
    assumption: "unknown-item",
    run: async ({ wix, namespace }) =>
      wix.pools.checkBenefitEligibilityByFilter(namespace, {
        itemReference: unknownItem(),
        count: 1,
        beneficiary: { memberId: newGuid() },
      }),
  },
];
