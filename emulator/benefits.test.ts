import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "./start";
import {
  adjust,
  available,
  eligibility,
  limit,
  redeem,
  redeemable,
  transactionsOf,
} from "./testing/benefit-steps";
import { app, given, newGuid, newItem, raw, refusalOf, type Sdk, sdk } from "./testing/client";

let emulator: RunningEmulator;
let wix: Sdk;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0 });
  wix = sdk(emulator);
});
afterAll(() => emulator.close());

async function paused() {
  const place = await redeemable(wix);
  const { namespace, poolDefinitionId, memberId } = place;
  await wix.programs.provisionProgram(
    { poolDefinitionId },
    {
      beneficiary: { memberId },
      namespace,
      externalProgramId: newGuid(),
      programStatus: "PAUSED",
    },
  );
  const { items } = await wix.pools.queryPools().eq("status", "PAUSED").find();
  const pool = given(items.find((each) => each.poolDefinitionId === poolDefinitionId));
  return { ...place, poolId: given(pool._id) };
}

describe("redeeming a benefit", () => {
  it("takes price times count at once, and leaves a transaction with the item", async () => {
    const place = await redeemable(wix);
    const targetDate = new Date("2030-05-01T09:00:00Z");
    const id = await redeem(wix, place, { count: 2, targetDate, idempotencyKey: "booking 1" });
    expect(await available(wix, place.poolId)).toBe("4");
    const transaction = await wix.transactions.getTransaction(id);
    expect(transaction).toMatchObject({
      amount: "6",
      source: "AVAILABLE",
      target: "EXTERNAL",
      idempotencyKey: "booking 1",
      beneficiary: { memberId: place.memberId },
      correlationId: id,
      pool: { benefitDisplayName: "Class" },
      details: {
        item: { _id: place.item._id, externalId: place.item.externalId, providerAppId: app },
        itemCount: 2,
        reason: "Redemption",
        benefitKey: "class",
      },
    });
    expect(transaction.details?.effectiveDate).toEqual(transaction._createdDate);
  });

  it("uses the last credits, and not more", async () => {
    const place = await redeemable(wix);
    await adjust(wix, place.poolId, "-4");
    await redeem(wix, place, { count: 2 });
    expect(await refusalOf(redeem(wix, place))).toMatchObject({
      status: 428,
      code: "NOT_ENOUGH_BALANCE",
      data: {
        poolId: place.poolId,
        itemReference: place.itemReference,
        availableBalance: "0",
        requestedBalance: "3",
      },
    });
  });

  it("of 20 requests at once lets through what the pool holds: four", async () => {
    const place = await redeemable(wix, { creditConfiguration: { amount: "12.0004" } });
    const calls = Array.from({ length: 20 }, () => redeem(wix, place));
    const results = await Promise.allSettled(calls);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    expect(await available(wix, place.poolId)).toBe("0.0004");
    expect(await transactionsOf(wix, place.poolId)).toHaveLength(5);
  });

  it("of 20 requests at once with one key lets one through", async () => {
    const place = await redeemable(wix);
    const calls = Array.from({ length: 20 }, () => redeem(wix, place, { idempotencyKey: "one" }));
    const results = await Promise.allSettled(calls);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await available(wix, place.poolId)).toBe("7");
  });

  it("says that a key was used, whatever has become of the balance", async () => {
    const place = await redeemable(wix);
    await redeem(wix, place, { idempotencyKey: "booking" });
    await adjust(wix, place.poolId, "-7");
    const again = redeem(wix, place, { idempotencyKey: "booking", count: 9 });
    expect(await refusalOf(again)).toMatchObject({
      status: 409,
      code: "BENEFIT_ALREADY_REDEEMED",
      data: { poolId: place.poolId, idempotencyKey: "booking" },
    });
  });

  it("from a pool without credits costs nothing and is recorded", async () => {
    const benefits = [{ benefitKey: "class", providerAppId: app }];
    const place = await redeemable(wix, { benefits, creditConfiguration: undefined });
    const id = await redeem(wix, place, { count: 100 });
    expect(await available(wix, place.poolId)).toBe("0");
    expect(await wix.transactions.getTransaction(id)).toMatchObject({
      amount: "0",
      source: "AVAILABLE",
    });
  });

  it("knows no pool but that of this namespace and person", async () => {
    const place = await redeemable(wix);
    const nowhere = { ...place, poolId: newGuid() };
    const foreign = { beneficiary: { memberId: newGuid() } };
    const calls = [redeem(wix, nowhere), redeem(wix, place, foreign)];
    for (const call of [...calls, redeem(wix, place, { namespace: "other" })]) {
      expect(await refusalOf(call)).toMatchObject({ status: 404, code: "POOL_NOT_FOUND" });
    }
    await redeem(wix, place, { beneficiary: { memberId: place.memberId } });
  });

  it("knows no benefit but one with this key and this item", async () => {
    const place = await redeemable(wix);
    const { itemReference } = place;
    const others = [
      { benefitKey: "massage" },
      { itemReference: { ...itemReference, externalId: newGuid() } },
      { itemReference: { ...itemReference, providerAppId: newGuid() } },
      { itemReference: { ...itemReference, category: "other" } },
    ];
    for (const other of others) {
      expect(await refusalOf(redeem(wix, place, other))).toMatchObject({
        status: 404,
        code: "BENEFIT_NOT_FOUND",
        data: { poolId: place.poolId, benefitKey: other.benefitKey ?? "class" },
      });
    }
    await wix.items.deleteItem(given(place.item._id));
    expect((await refusalOf(redeem(wix, place))).code).toBe("BENEFIT_NOT_FOUND");
  });

  it("needs an active pool", async () => {
    const place = await paused();
    expect(await refusalOf(redeem(wix, place, { benefitKey: "none" }))).toMatchObject({
      status: 428,
      code: "POOL_NOT_ACTIVE",
      data: { poolId: place.poolId, poolStatus: "PAUSED" },
    });
  });

  it("is refused by a policy, with what stood in the way", async () => {
    const place = await redeemable(wix, { policyExpression: limit(1, "MONTH") });
    await redeem(wix, place);
    expect(await refusalOf(redeem(wix, place))).toMatchObject({
      status: 428,
      code: "POLICY_EXPRESSION_EVALUATED_TO_FALSE",
      data: {
        poolId: place.poolId,
        itemReference: place.itemReference,
        failureDetails: [{ code: "RATE_LIMITED", message: "The rate limit is reached" }],
      },
    });
    expect(await available(wix, place.poolId)).toBe("7");
  });

  it("is refused for what the typings forbid", async () => {
    const place = await redeemable(wix);
    const rulesOf = async (options: object) => {
      const { fields, rules } = await refusalOf(redeem(wix, place, options));
      return [fields[0], rules[0]];
    };
    expect(await rulesOf({ count: 0 })).toEqual(["options.count", "MIN"]);
    expect(await rulesOf({ namespace: "x".repeat(21) })).toEqual([
      "options.namespace",
      "MAX_LENGTH",
    ]);
    expect(await rulesOf({ benefitKey: undefined })).toEqual([
      "options.benefitKey",
      "REQUIRED_FIELD",
    ]);
    expect(await rulesOf({ itemReference: { providerAppId: app } })).toEqual([
      "options.itemReference.externalId",
      "REQUIRED_FIELD",
    ]);
    const wordy = { ...place.itemReference, category: "x".repeat(21) };
    expect(await rulesOf({ itemReference: wordy })).toEqual([
      "options.itemReference.category",
      "MAX_LENGTH",
    ]);
    expect(await rulesOf({ idempotencyKey: "x".repeat(201) })).toEqual([
      "options.idempotencyKey",
      "MAX_LENGTH",
    ]);
    const body = { ...place.asked, poolId: place.poolId, idempotencyKey: "a", targetDate: "soon" };
    const { status } = await raw(emulator, "/benefit-programs/v1/benefits/redeem", { body });
    expect(status).toBe(400);
  });
});

describe("checking eligibility", () => {
  it("answers with a type and never with a refusal", async () => {
    const place = await redeemable(wix);
    const inactive = await paused();
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
    const place = await paused();
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
