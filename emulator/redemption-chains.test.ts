import { describe, expect, it } from "vitest";
import {
  adjust,
  available,
  cancel,
  limit,
  reallocate,
  redeem,
  redeemable,
} from "./testing/benefit-steps";
import { app, given, newGuid, refusalOf } from "./testing/client";
import { emulated } from "./testing/emulated";

const { wix } = await emulated();
const { wix: without } = await emulated({ assumptions: { "unlimited-balance": "none" } });

describe("canceling a redemption", () => {
  it("credits what it cost, once, and ends the chain", async () => {
    const place = await redeemable(wix);
    const redemption = await redeem(wix, place, { count: 2 });
    const cancellation = await cancel(wix, redemption);
    expect(await available(wix, place.poolId)).toBe("10");
    expect(await wix.transactions.getTransaction(cancellation)).toMatchObject({
      amount: "6",
      source: "EXTERNAL",
      target: "AVAILABLE",
      relatedTransactionId: redemption,
      supersededTransactionId: redemption,
      correlationId: redemption,
      details: { itemCount: 2, benefitKey: "class", item: { _id: place.item._id } },
    });
    for (const id of [redemption, cancellation]) {
      expect(await refusalOf(cancel(wix, id))).toMatchObject({
        status: 428,
        code: "REDEMPTION_ALREADY_CANCELED",
        data: { cancellationTransactionId: cancellation },
      });
    }
    const superseding = { supersededTransactionId: cancellation };
    expect(await refusalOf(adjust(wix, place.poolId, "1", superseding))).toMatchObject({
      status: 428,
      code: "TRANSACTION_NOT_SUPERSEDABLE",
      data: { transactionId: cancellation },
    });
  });

  it("credits the original amount after a reallocation, from the latest transaction only", async () => {
    const place = await redeemable(wix);
    const redemption = await redeem(wix, place);
    const moved = await reallocate(wix, redemption, place);
    expect(await refusalOf(cancel(wix, redemption))).toMatchObject({
      status: 428,
      code: "NOT_LATEST_TRANSACTION",
      data: { latestTransactionId: moved },
    });
    await cancel(wix, moved);
    expect(await available(wix, place.poolId)).toBe("10");
  });

  it("is for redemptions that are there", async () => {
    const { poolId } = await redeemable(wix);
    const { transactionId } = await adjust(wix, poolId, "1");
    expect(await refusalOf(cancel(wix, given(transactionId)))).toMatchObject({
      status: 428,
      code: "TRANSACTION_NOT_CANCELABLE",
    });
    const unknown = newGuid();
    expect(await refusalOf(cancel(wix, unknown))).toMatchObject({
      status: 404,
      code: "TRANSACTION_NOT_FOUND",
      data: { transactionId: unknown },
    });
  });

  it("happens once for each key", async () => {
    const place = await redeemable(wix);
    const [one, two] = [await redeem(wix, place), await redeem(wix, place)];
    await cancel(wix, one, "cancel");
    for (const id of [one, two]) {
      expect(await refusalOf(cancel(wix, id, "cancel"))).toMatchObject({
        status: 409,
        code: "ALREADY_EXECUTED",
        data: { idempotencyKey: "cancel" },
      });
    }
    expect(await available(wix, place.poolId)).toBe("7");
  });

  it("and reverting it too credits twice, in either order", async () => {
    for (const isRevertedFirst of [true, false]) {
      const place = await redeemable(wix);
      const redemption = await redeem(wix, place);
      const revert = () => wix.balances.revertBalanceChange(redemption, "x");
      if (isRevertedFirst) await revert();
      await cancel(wix, redemption);
      if (!isRevertedFirst) await revert();
      expect(await available(wix, place.poolId)).toBe("13");
    }
  });
});

describe("reallocating a benefit", () => {
  it("is a transaction of 0 in the chain, with the same item", async () => {
    const place = await redeemable(wix);
    const redemption = await redeem(wix, place, { count: 2 });
    const first = await reallocate(wix, redemption, place);
    const second = await reallocate(wix, first, place);
    expect(await available(wix, place.poolId)).toBe("4");
    expect(await wix.transactions.getTransaction(second)).toMatchObject({
      amount: "0",
      supersededTransactionId: first,
      correlationId: redemption,
      details: { itemCount: 2, benefitKey: "class", item: { _id: place.item._id } },
    });
    expect(await refusalOf(reallocate(wix, first, place))).toMatchObject({
      code: "NOT_LATEST_TRANSACTION",
      data: { latestTransactionId: second },
    });
  });

  it("is for the person, the namespace and the redemption that it was", async () => {
    const place = await redeemable(wix);
    const redemption = await redeem(wix, place);
    const strangers = [{ beneficiary: { memberId: newGuid() } }, { namespace: "other" }];
    for (const stranger of strangers) {
      expect(await refusalOf(reallocate(wix, redemption, place, stranger))).toMatchObject({
        status: 404,
        code: "POOL_NOT_FOUND",
        data: { poolId: place.poolId },
      });
    }
    const { transactionId } = await adjust(wix, place.poolId, "1");
    expect(await refusalOf(reallocate(wix, given(transactionId), place))).toMatchObject({
      status: 428,
      code: "TRANSACTION_NOT_REALLOCATABLE",
    });
    expect(await refusalOf(reallocate(wix, newGuid(), place))).toMatchObject({
      status: 404,
      code: "TRANSACTION_NOT_FOUND",
    });
    const undated = await refusalOf(reallocate(wix, redemption, place, { targetDate: undefined }));
    expect(undated.fields).toEqual(["options.targetDate"]);
    const cancellation = await cancel(wix, redemption);
    expect(await refusalOf(reallocate(wix, redemption, place))).toMatchObject({
      status: 428,
      code: "REDEMPTION_ALREADY_CANCELED",
      data: { cancellationTransactionId: cancellation },
    });
  });

  it("happens once for each key", async () => {
    const place = await redeemable(wix);
    const redemption = await redeem(wix, place);
    const key = { idempotencyKey: "move" };
    const moved = await reallocate(wix, redemption, place, key);
    expect(await refusalOf(reallocate(wix, moved, place, key))).toMatchObject({
      status: 409,
      code: "ALREADY_EXECUTED",
      data: key,
    });
  });

  it("asks the policy about the new date, where the redemption itself is not in its way", async () => {
    const place = await redeemable(wix, { policyExpression: limit(1, "DAY") });
    const on = (day: number) => ({ targetDate: new Date(Date.UTC(2030, 0, day, 12)) });
    const first = await redeem(wix, place, on(1));
    const second = await redeem(wix, place, on(2));
    expect(await refusalOf(reallocate(wix, second, place, on(1)))).toMatchObject({
      status: 428,
      code: "POLICY_EXPRESSION_EVALUATED_TO_FALSE",
      data: { failureDetails: [{ code: "RATE_LIMITED" }] },
    });
    const moved = await reallocate(wix, first, place, on(1));
    await reallocate(wix, moved, place, on(3));
    await redeem(wix, place, on(1));
    expect((await refusalOf(redeem(wix, place, on(3)))).code).toBe(
      "POLICY_EXPRESSION_EVALUATED_TO_FALSE",
    );
  });

  it("needs an active pool", async () => {
    const place = await redeemable(wix);
    const redemption = await redeem(wix, place);
    await wix.poolDefinitions.deletePoolDefinition(place.poolDefinitionId, "IMMEDIATELY");
    expect(await refusalOf(reallocate(wix, redemption, place))).toMatchObject({
      status: 428,
      code: "POOL_NOT_ACTIVE",
      data: { poolId: place.poolId, poolStatus: "ENDED" },
    });
    await cancel(wix, redemption);
    expect(await available(wix, place.poolId)).toBe("10");
  });
});

it("a redemption of a pool that has no balance can be taken back either way", async () => {
  const details = {
    benefits: [{ benefitKey: "class", providerAppId: app }],
    creditConfiguration: undefined,
  };
  const place = await redeemable(without, details);
  await cancel(without, await redeem(without, place));
  const redemption = await redeem(without, place);
  const { transactionId } = await without.balances.revertBalanceChange(redemption, newGuid());
  const reverted = await without.transactions.getTransaction(given(transactionId));
  expect(reverted).toMatchObject({ amount: "0", relatedTransactionId: redemption });
});
