import assert from "node:assert/strict";
import {
  available,
  cancel,
  reallocate,
  redeem,
  redeemable,
} from "@/emulator/testing/benefit-steps";
import { works } from "../check";

/** Of eligibility and redemption: that each method does what it is for. */
export const benefitChecks = [
  works("pools.redeemBenefit", "takes the cost from the balance", async ({ wix }) => {
    const place = await redeemable(wix);
    await redeem(wix, place, { count: 2 });
    assert.equal(Number(await available(wix, place.poolId)), 4);
  }),
  works("pools.checkBenefitEligibility", "says that a benefit can be redeemed", async ({ wix }) => {
    const { poolId, asked } = await redeemable(wix);
    const { result } = await wix.pools.checkBenefitEligibility(poolId, asked);
    assert.deepEqual(
      result?.benefitResults?.map(({ type }) => type),
      ["ELIGIBLE_BENEFIT"],
    );
  }),
  works(
    "pools.checkBenefitEligibility",
    "says that the balance does not suffice",
    async ({ wix }) => {
      const { poolId, asked } = await redeemable(wix);
      const { result } = await wix.pools.checkBenefitEligibility(poolId, { ...asked, count: 4 });
      assert.deepEqual(
        result?.benefitResults?.map(({ type }) => type),
        ["NOT_ENOUGH_BALANCE"],
      );
    },
  ),
  works("pools.bulkCheckBenefitEligibility", "answers each selector", async ({ wix }) => {
    const { poolId, asked, namespace } = await redeemable(wix);
    const { itemReference, benefitKey } = asked;
    const { results } = await wix.pools.bulkCheckBenefitEligibility({
      benefitSelectors: [1, 4].map((count) => ({ poolId, itemReference, benefitKey, count })),
      namespace,
    });
    const types = results?.map(({ result }) => result?.benefitResults?.[0]?.type);
    assert.deepEqual(types, ["ELIGIBLE_BENEFIT", "NOT_ENOUGH_BALANCE"]);
  }),
  works("pools.getEligibleBenefits", "finds the pool of the member", async ({ wix }) => {
    const { poolId, itemReference, namespace, memberId } = await redeemable(wix);
    const beneficiary = Object.assign({ memberId }, { identityType: "MEMBER" });
    const { eligibleBenefits } = await wix.pools.getEligibleBenefits(itemReference, {
      namespace,
      beneficiary,
    });
    assert.deepEqual(
      eligibleBenefits?.map((one) => one.poolId),
      [poolId],
    );
  }),
  works(
    "pools.checkBenefitEligibilityByFilter",
    "answers for each benefit of the member",
    async ({ wix, namespace }) => {
      const { itemReference, memberId } = await redeemable(wix);
      const { results } = await wix.pools.checkBenefitEligibilityByFilter(namespace, {
        itemReference,
        count: 1,
        beneficiary: Object.assign({ memberId }, { identityType: "MEMBER" }),
      });
      assert.deepEqual(
        results?.map(({ benefitResults }) => benefitResults?.[0]?.type),
        ["ELIGIBLE_BENEFIT"],
      );
    },
  ),
  works("pools.cancelRedemption", "gives the credits back", async ({ wix }) => {
    const place = await redeemable(wix);
    await cancel(wix, await redeem(wix, place));
    assert.equal(Number(await available(wix, place.poolId)), 10);
  }),
  works("pools.reallocateBenefit", "moves a redemption and takes nothing more", async ({ wix }) => {
    const place = await redeemable(wix);
    const moved = await reallocate(wix, await redeem(wix, place), place);
    assert.equal(Number((await wix.transactions.getTransaction(moved)).amount), 0);
    assert.equal(Number(await available(wix, place.poolId)), 7);
  }),
];
