import { adjust, available, cancel, redeem, redeemable } from "./benefit-steps";
import { newGuid } from "./client";
import { advanceClock } from "./clock";
import { outcome, type Scenarios } from "./steps";

const delayMs = 60_000;

export const benefitScenarios: Scenarios = {
  "calling-identity": [
    async (wix) => {
      const { namespace, itemReference } = await redeemable(wix);
      const options = { itemReference, count: 1 };
      const { results } = await wix.pools.checkBenefitEligibilityByFilter(namespace, options);
      return results?.length;
    },
    0,
    { anybody: 1 },
  ],
  "chain-conflict-status": [
    async (wix) => {
      const place = await redeemable(wix);
      await cancel(wix, await redeem(wix, place), "k");
      return outcome(cancel(wix, await redeem(wix, place), "k"));
    },
    [409, "ALREADY_EXECUTED"],
    { "428": [428, "ALREADY_EXECUTED"] },
  ],
  "missing-beneficiary": [
    async (wix) => {
      const place = await redeemable(wix);
      const { namespace, itemReference } = place;
      const found = await wix.pools.getEligibleBenefits({ ...itemReference }, { namespace });
      return [await outcome(redeem(wix, place)), found.eligibleBenefits?.length];
    },
    ["done", 1],
    { nobody: [[404, "POOL_NOT_FOUND"], 0] },
  ],
  "redeemed-key": [
    async (wix) => {
      const place = await redeemable(wix);
      const once = { idempotencyKey: "k" };
      await redeem(wix, place, once);
      const again = await outcome(redeem(wix, place, once));
      await adjust(wix, place.poolId, "-7");
      return [again, await outcome(redeem(wix, place, once))];
    },
    [
      [409, "BENEFIT_ALREADY_REDEEMED"],
      [409, "BENEFIT_ALREADY_REDEEMED"],
    ],
    {
      last: [
        [409, "BENEFIT_ALREADY_REDEEMED"],
        [428, "NOT_ENOUGH_BALANCE"],
      ],
    },
  ],
  "chain-refusal-status": [
    async (wix) => {
      const redemption = await redeem(wix, await redeemable(wix));
      await cancel(wix, redemption);
      return outcome(cancel(wix, redemption));
    },
    [428, "REDEMPTION_ALREADY_CANCELED"],
    { "409": [409, "REDEMPTION_ALREADY_CANCELED"] },
  ],
  "chain-settlement": [
    async (wix, emulator) => {
      const place = await redeemable(wix);
      await advanceClock(emulator, { ms: delayMs });
      const redemption = await redeem(wix, place);
      const cancellation = await cancel(wix, redemption);
      const { status } = await wix.transactions.getTransaction(cancellation);
      const now = await available(wix, place.poolId);
      const again = await outcome(cancel(wix, redemption));
      const reverted = await outcome(wix.balances.revertBalanceChange(cancellation, "x"));
      await advanceClock(emulator, { ms: delayMs });
      return [status, now, again, reverted, await available(wix, place.poolId)];
    },
    ["COMPLETED", "10", [428, "REDEMPTION_ALREADY_CANCELED"], "done", "7"],
    {
      "by-job": [
        "PENDING",
        "7",
        [409, "CHAIN_OPERATION_IN_PROGRESS"],
        [404, "TRANSACTION_NOT_FOUND"],
        "10",
      ],
    },
    { delayMs },
  ],
  "effective-date": [
    async (wix) => {
      const targetDate = new Date("2030-05-01T09:00:00Z");
      const id = await redeem(wix, await redeemable(wix), { targetDate });
      const { details } = await wix.transactions.getTransaction(id);
      return details?.effectiveDate?.getTime() === targetDate.getTime();
    },
    false,
    { "target-date": true },
  ],
  "exact-balance": [
    async (wix) => {
      const place = await redeemable(wix);
      await adjust(wix, place.poolId, "-7");
      return outcome(redeem(wix, place));
    },
    "done",
    { "not-enough": [428, "NOT_ENOUGH_BALANCE"] },
  ],
  "identity-type-missing": [
    async (wix) => {
      const { namespace, itemReference, memberId } = await redeemable(wix);
      const found = async (beneficiary: { memberId: string }) => {
        const request = { namespace, beneficiary };
        const answer = await wix.pools.getEligibleBenefits(itemReference, request);
        return answer.eligibleBenefits?.length;
      };
      const typed = Object.assign({ memberId }, { identityType: "MEMBER" });
      return [await found({ memberId }), await found(typed)];
    },
    [1, 1],
    { empty: [0, 1] },
  ],
  "requested-balance": [
    async (wix) => {
      const { poolId, asked } = await redeemable(wix);
      const { result } = await wix.pools.checkBenefitEligibility(poolId, { ...asked, count: 4 });
      return result?.benefitResults?.[0]?.notEnoughBalanceOptions?.requestedBalance;
    },
    "12",
    { price: "3" },
  ],
  "unknown-item": [
    async (wix) => {
      const { namespace, itemReference } = await redeemable(wix);
      const unknown = { ...itemReference, externalId: newGuid() };
      return outcome(wix.pools.getEligibleBenefits(unknown, { namespace }));
    },
    [400, "INVALID_ITEM_REFERENCE"],
    { empty: "done" },
  ],
};
