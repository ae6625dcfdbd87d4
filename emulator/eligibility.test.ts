import { describe, expect, it } from "vitest";
import { available, eligibility, limit, paused, redeem, redeemable } from "./testing/benefit-steps";
import { app, given, newGuid, newItem, raw, refusalOf } from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

describe("checking eligibility", () => {
  it("answers with a type and never with a refusal", async () => {
    const place = await redeemable(wix);
    const inactive = await paused(wix);
    expect(await eligibility(wix, place, { count: 3 })).toBe("ELIGIBLE_BENEFIT");
    expect(await eligibility(wix, place, { count: 4 })).toBe("NOT_ENOUGH_BALANCE");
    expect(await eligibility(wix, place, { benefitKey: "x" })).toBe("BENEFIT_NOT_FOUND");
    expect(await eligibility(wix, { ...place, poolId: newGuid() })).toBe("POOL_NOT_FOUND");
    expect(await eligibility(wix, inactive)).toBe("POOL_NOT_ACTIVE");
    const never = await redeemable(wix, { policyExpression: limit(0, "DAY") });
    expect(await eligibility(wix, never)).toBe("POLICY_EXPRESSION_EVALUATED_TO_FALSE");
    expect(await available(wix, place.poolId)).toBe("10");
  });

  it("shows price and, internally, pool, program and benefit", async () => {
    const { poolId, asked, itemReference } = await redeemable(wix);
    const { result } = await wix.pools.checkBenefitEligibility(poolId, asked);
    expect(result?.benefitResults).toMatchObject([
      {
        type: "ELIGIBLE_BENEFIT",
        eligibleBenefitOptions: {
          poolId,
          benefitKey: "class",
          itemReference,
          price: "3",
          poolInfo: { balance: { available: "10", reserved: "0" }, creditAmount: "10" },
          benefitInfo: { displayName: "Class" },
        },
      },
    ]);
  });

  it("of a reallocation leaves the balance out", async () => {
    const place = await redeemable(wix);
    expect(await eligibility(wix, place, { count: 99, intent: "REALLOCATION" })).toBe(
      "ELIGIBLE_BENEFIT",
    );
    expect(await eligibility(wix, place, { count: 99, intent: "REDEMPTION" })).toBe(
      "NOT_ENOUGH_BALANCE",
    );
  });

  it("without a key answers for each benefit that has the item", async () => {
    const benefits = ["a", "b", "c"].map((benefitKey, price) => ({
      benefitKey,
      providerAppId: app,
      price: String(price * 7),
    }));
    const place = await redeemable(wix, { benefits });
    const pool = await wix.pools.getPool(place.poolId);
    const second = given(pool.details?.benefits?.[2]?.itemSetId);
    const { externalId } = place.itemReference;
    await wix.items.createItem({ ...newItem(place.namespace, second), externalId });
    expect(await eligibility(wix, place, { benefitKey: undefined })).toBe(
      "ELIGIBLE_BENEFIT,NOT_ENOUGH_BALANCE",
    );
    const byFilter = await wix.pools.checkBenefitEligibilityByFilter(place.namespace, {
      itemReference: place.itemReference,
      count: 1,
      beneficiary: { memberId: place.memberId },
    });
    expect(
      byFilter.results?.map(({ benefitResults }) => benefitResults?.map(({ type }) => type)),
    ).toEqual([["ELIGIBLE_BENEFIT"], ["NOT_ENOUGH_BALANCE"]]);
  });

  it("of many at once checks each by itself, and gives its selector back", async () => {
    const place = await redeemable(wix);
    const { namespace, poolId, itemReference } = place;
    const targetDate = new Date("2031-01-01T00:00:00Z");
    const selector = { poolId, itemReference, benefitKey: "class", count: 2, targetDate };
    const { results } = await wix.pools.bulkCheckBenefitEligibility({
      namespace,
      benefitSelectors: [{ ...selector }, { ...selector }, { poolId: newGuid(), itemReference }],
    });
    expect(results?.map(({ result }) => result?.benefitResults?.[0]?.type)).toEqual([
      "ELIGIBLE_BENEFIT",
      "ELIGIBLE_BENEFIT",
      "POOL_NOT_FOUND",
    ]);
    expect(results?.[0]?.benefitSelector).toEqual(selector);
    const many = Array.from({ length: 101 }, () => ({ ...selector }));
    const tooMany = wix.pools.bulkCheckBenefitEligibility({ namespace, benefitSelectors: many });
    expect((await refusalOf(tooMany)).rules).toEqual(["MAX_SIZE"]);
    const none = wix.pools.bulkCheckBenefitEligibility({ namespace, benefitSelectors: [] });
    expect((await refusalOf(none)).rules).toEqual(["MIN_SIZE"]);
  });
});

describe("finding benefits for an item", () => {
  it("gives those that can be redeemed, of one person or of all", async () => {
    const one = await redeemable(wix);
    const { namespace, itemReference, poolDefinitionId } = one;
    const beneficiary = { memberId: newGuid() };
    const { program } = await wix.programs.provisionProgram(
      { poolDefinitionId },
      { beneficiary, namespace, externalProgramId: newGuid() },
    );
    const poolsFound = async (options: object) => {
      const request = { namespace, ...options };
      const { eligibleBenefits } = await wix.pools.getEligibleBenefits(itemReference, request);
      return eligibleBenefits?.map(({ poolId }) => poolId);
    };
    const { items } = await wix.pools.queryPools().eq("programId", program?._id).find();
    const other = items[0]?._id;
    expect(await poolsFound({})).toEqual([one.poolId, other]);
    expect(await poolsFound({ beneficiary })).toEqual([other]);
    expect(await poolsFound({ beneficiary: { memberId: newGuid() } })).toEqual([]);
    expect(await poolsFound({ count: 4 })).toEqual([]);
    await redeem(wix, one, { count: 3 });
    expect(await poolsFound({})).toEqual([other]);
  });

  it("by filter takes pools of the given statuses", async () => {
    const place = await paused(wix);
    const { memberId, namespace, itemReference } = place;
    const byStatus = async (poolStatuses?: ("ACTIVE" | "PAUSED" | "ENDED")[]) => {
      const { results } = await wix.pools.checkBenefitEligibilityByFilter(namespace, {
        itemReference,
        count: 1,
        beneficiary: { memberId },
        poolSelector: { poolStatuses },
      });
      return results?.map(({ benefitResults }) => benefitResults?.[0]?.type);
    };
    expect(await byStatus()).toEqual(["ELIGIBLE_BENEFIT", "POOL_NOT_ACTIVE"]);
    expect(await byStatus(["PAUSED"])).toEqual(["POOL_NOT_ACTIVE"]);
    expect(await byStatus(["ENDED"])).toEqual([]);
    const uncounted = { itemReference, beneficiary: { memberId } };
    const body = { namespace, ...uncounted };
    const path = "/benefit-programs/v1/pools/check-benefit-eligibility-by-filter";
    expect((await raw(emulator, path, { body })).status).toBe(400);
  });

  it("refuses an item that nobody has", async () => {
    const { namespace } = await redeemable(wix);
    const itemReference = { externalId: newGuid(), providerAppId: app };
    const anywhere = wix.pools.getEligibleBenefits(itemReference, { namespace });
    const options = { itemReference, count: 1, beneficiary: { memberId: newGuid() } };
    const byFilter = wix.pools.checkBenefitEligibilityByFilter(namespace, options);
    for (const call of [anywhere, byFilter]) {
      expect(await refusalOf(call)).toMatchObject({ status: 400, code: "INVALID_ITEM_REFERENCE" });
    }
  });
});
