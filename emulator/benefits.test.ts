import { describe, expect, it } from "vitest";
import {
  adjust,
  available,
  limit,
  paused,
  redeem,
  redeemable,
  transactionsOf,
} from "./testing/benefit-steps";
import { app, given, newGuid, raw, refusalOf } from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

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
    const place = await paused(wix);
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
