import { describe, expect, it } from "vitest";
import { adjust, available, redeem, redeemable, transactionsOf } from "./testing/benefit-steps";
import { given, newGuid, raw, refusalOf } from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

const set = (poolId: string, value: string) =>
  wix.balances.changeBalance(poolId, newGuid(), { type: "SET", setOptions: { value } });

describe("changing a balance", () => {
  it("adds and takes, and each leaves a transaction that tells the direction", async () => {
    const { poolId } = await redeemable(wix);
    const added = await adjust(wix, poolId, "2.5");
    expect(added.balance?.amount?.available).toBe("12.5");
    expect(added.balance?.lastTransactionId).toBe(added.transactionId);
    const taken = await adjust(wix, poolId, "-20");
    expect(taken.balance).toMatchObject({ amount: { available: "-7.5" }, revision: "3" });
    const transactions = await transactionsOf(wix, poolId);
    const flows = transactions.map(({ amount, source, target }) => `${amount} ${source} ${target}`);
    expect(flows.toSorted()).toEqual([
      "10 EXTERNAL AVAILABLE",
      "2.5 EXTERNAL AVAILABLE",
      "20 AVAILABLE EXTERNAL",
    ]);
  });

  it("loses no digit, however many there are", async () => {
    const { poolId } = await redeemable(wix);
    await set(poolId, "99999999999999.9999");
    expect((await adjust(wix, poolId, "0.0001")).balance?.amount?.available).toBe(
      "100000000000000",
    );
    const huge = "999999999999999999999999999999.9999";
    await set(poolId, huge);
    expect((await adjust(wix, poolId, "-0.0001")).balance?.amount?.available).toBe(
      "999999999999999999999999999999.9998",
    );
    await set(poolId, "-0");
    expect(await available(wix, poolId)).toBe("0");
  });

  it("by 0 is still reported; set to what it is, it is not", async () => {
    const { poolId } = await redeemable(wix);
    const adjusted = await adjust(wix, poolId, "0");
    expect(await wix.transactions.getTransaction(given(adjusted.transactionId))).toMatchObject({
      amount: "0",
    });
    const same = await set(poolId, "10.0");
    expect(same.transactionId).toBeUndefined();
    expect(same.balance?.revision).toBe("2");
    const other = await set(poolId, "4");
    expect(await wix.transactions.getTransaction(given(other.transactionId))).toMatchObject({
      amount: "6",
      source: "AVAILABLE",
      target: "EXTERNAL",
    });
  });

  it("keeps who did it and why", async () => {
    const { poolId, memberId } = await redeemable(wix);
    const wixUserId = newGuid();
    const idempotencyKey = newGuid();
    const { transactionId } = await wix.balances.changeBalance(poolId, idempotencyKey, {
      type: "ADJUST",
      adjustOptions: { value: "1", beneficiary: { memberId } },
      instructingParty: { wixUserId },
      transactionDetails: { reason: "Birthday", itemCount: 2, benefitKey: "class" },
    });
    expect(await wix.transactions.getTransaction(given(transactionId))).toMatchObject({
      idempotencyKey,
      instructingParty: { wixUserId },
      beneficiary: { memberId },
      details: { reason: "Birthday", itemCount: 2, benefitKey: "class" },
      pool: { _id: poolId, creditAmount: "10", displayName: "Yoga" },
    });
  });

  it("happens once for each key", async () => {
    const { poolId } = await redeemable(wix);
    const change = () =>
      wix.balances.changeBalance(poolId, "k", { type: "ADJUST", adjustOptions: { value: "1" } });
    await change();
    expect(await refusalOf(change())).toMatchObject({
      status: 409,
      code: "ALREADY_EXECUTED",
      data: { idempotencyKey: "k" },
    });
    expect(await available(wix, poolId)).toBe("11");
    const { poolId: other } = await redeemable(wix);
    await wix.balances.changeBalance(other, "k", { setOptions: { value: "1" }, type: "SET" });
  });

  it("is refused for what the typings forbid", async () => {
    const { poolId } = await redeemable(wix);
    const change = (body: object) =>
      refusalOf(wix.balances.changeBalance(poolId, newGuid(), Object.assign({}, body)));
    expect((await refusalOf(adjust(wix, newGuid(), "1"))).status).toBe(404);
    expect((await refusalOf(adjust(wix, poolId, "0.00001"))).rules).toEqual(["DECIMAL_MAX_SCALE"]);
    expect((await refusalOf(adjust(wix, poolId, "1e3"))).rules).toEqual(["FORMAT"]);
    expect((await change({ type: "SET" })).rules).toEqual(["REQUIRED_ONE_OF_FIELD"]);
    const both = { type: "SET", setOptions: { value: "1" }, adjustOptions: { value: "1" } };
    expect((await change(both)).rules).toEqual(["ONE_OF_ALIGNMENT"]);
    const mixed = await change({ type: "SET", adjustOptions: { value: "1" } });
    expect(mixed).toMatchObject({ fields: ["options.type"], rules: ["ONE_OF_ALIGNMENT"] });
    expect((await change({ type: "SET", setOptions: {} })).rules).toEqual(["REQUIRED_FIELD"]);
    const crossed = { value: "1", lowerLimit: "5", upperLimit: "5" };
    expect((await change({ adjustOptions: crossed })).rules).toEqual(["DECIMAL_LT"]);
    const wordy = { reason: "x".repeat(257) };
    const details = { setOptions: { value: "1" }, transactionDetails: wordy };
    expect((await change(details)).rules).toEqual(["MAX_LENGTH"]);
    const long = wix.balances.changeBalance(poolId, "x".repeat(201), {
      setOptions: { value: "1" },
    });
    expect((await refusalOf(long)).rules).toEqual(["MAX_LENGTH"]);
    expect(await available(wix, poolId)).toBe("10");
  });
});

describe("internal fields of a balance change", () => {
  it.each([undefined, "FAIL"])(
    "limits with rule %s refuse what would exceed them",
    async (limitRule) => {
      const { poolId } = await redeemable(wix);
      const call = adjust(wix, poolId, "5", { limitRule, lowerLimit: "0", upperLimit: "12" });
      expect(await refusalOf(call)).toMatchObject({
        status: 428,
        code: "BALANCE_EXCEEDED_LIMITS",
        data: {
          balance: { available: "10", reserved: "0" },
          requested: "5",
          lowerLimit: "0",
          upperLimit: "12",
          sourceBalanceType: "EXTERNAL",
          targetBalanceType: "AVAILABLE",
        },
      });
      expect(await available(wix, poolId)).toBe("10");
    },
  );

  it.each([
    ["FAIL", "2", "12"],
    ["SOFT_ENFORCE", "5", "12"],
    ["SOFT_ENFORCE", "-30", "0"],
    ["HARD_ENFORCE", "5", "12"],
    ["HARD_ENFORCE", "1", "11"],
  ])("limits with rule %s take %s and leave %s", async (limitRule, value, left) => {
    const { poolId } = await redeemable(wix);
    await adjust(wix, poolId, value, { limitRule, lowerLimit: "0", upperLimit: "12" });
    expect(await available(wix, poolId)).toBe(left);
  });

  it.each([
    ["SOFT_ENFORCE", "10"],
    ["HARD_ENFORCE", "5"],
  ])("a balance outside of its limits before is %s: %s", async (limitRule, left) => {
    const { poolId } = await redeemable(wix);
    const { transactionId } = await adjust(wix, poolId, "-2", { limitRule, upperLimit: "5" });
    expect(await available(wix, poolId)).toBe(left);
    const transaction = await wix.transactions.getTransaction(given(transactionId));
    expect(transaction).toMatchObject({ requestedValues: { amount: "2", source: "AVAILABLE" } });
  });

  it("SET_INITIAL is the first of a balance or it is refused", async () => {
    const empty = { creditConfiguration: { amount: "0" } };
    const { poolId } = await redeemable(wix, empty);
    const path = `/benefit-programs/v1/balances/${poolId}/change`;
    const initial = (idempotencyKey: string) =>
      raw(emulator, path, {
        body: { idempotencyKey, type: "SET_INITIAL", setInitialOptions: { value: "7" } },
      });
    expect((await initial("a")).json).toMatchObject({ balance: { amount: { available: "7" } } });
    expect(await initial("b")).toMatchObject({
      status: 409,
      json: { details: { applicationError: { code: "BALANCE_ALREADY_INITIALIZED" } } },
    });
  });

  it("supersededTransactionId takes a transaction of the same pool, once, and not a final one", async () => {
    const place = await redeemable(wix);
    const { poolId } = place;
    const first = await redeem(wix, place);
    const supersede = (supersededTransactionId: string) =>
      adjust(wix, poolId, "1", { supersededTransactionId });
    const { transactionId } = await supersede(first);
    const transaction = await wix.transactions.getTransaction(given(transactionId));
    expect(transaction).toMatchObject({ correlationId: first, supersededTransactionId: first });
    expect(await refusalOf(supersede(first))).toMatchObject({
      status: 409,
      code: "TRANSACTION_ALREADY_SUPERSEDED",
      data: { supersededTransactionId: first },
    });
    const foreign = await redeem(wix, await redeemable(wix));
    for (const id of [newGuid(), foreign]) {
      const refused = await refusalOf(supersede(id));
      expect(refused).toMatchObject({ status: 404, code: "TRANSACTION_NOT_FOUND" });
    }
  });
});

describe("reverting a balance change", () => {
  it("takes back what it changed, and leaves what came later", async () => {
    const { poolId } = await redeemable(wix);
    const { transactionId } = await set(poolId, "50");
    await adjust(wix, poolId, "3");
    const original = given(transactionId);
    const reverted = await wix.balances.revertBalanceChange(original, "ignored");
    expect(await available(wix, poolId)).toBe("13");
    const transaction = await wix.transactions.getTransaction(given(reverted.transactionId));
    expect(transaction).toMatchObject({
      amount: "40",
      source: "AVAILABLE",
      relatedTransactionId: original,
    });
    expect(await refusalOf(wix.balances.revertBalanceChange(original, "x"))).toMatchObject({
      status: 428,
      code: "CHANGE_ALREADY_REVERTED",
      data: {
        originalTransactionId: original,
        revertedTransactionId: reverted.transactionId,
      },
    });
  });

  it("needs the credits that it takes", async () => {
    const { poolId } = await redeemable(wix);
    const { transactionId } = await adjust(wix, poolId, "5");
    await adjust(wix, poolId, "-11");
    const call = wix.balances.revertBalanceChange(given(transactionId), "x");
    expect(await refusalOf(call)).toMatchObject({
      status: 428,
      code: "NOT_ENOUGH_BALANCE",
      data: { balance: { available: "4", reserved: "0" }, requested: "5" },
    });
    expect(await available(wix, poolId)).toBe("4");
  });

  it("of a redemption credits it; of nothing is refused", async () => {
    const place = await redeemable(wix);
    await wix.balances.revertBalanceChange(await redeem(wix, place), "x");
    expect(await available(wix, place.poolId)).toBe("10");
    expect(await refusalOf(wix.balances.revertBalanceChange(newGuid(), "x"))).toMatchObject({
      status: 404,
      code: "TRANSACTION_NOT_FOUND",
    });
  });
});

describe("queries", () => {
  it("find balances by member, and not by what the typings leave out", async () => {
    const { poolId, memberId } = await redeemable(wix);
    const query = wix.balances.queryBalances().eq("beneficiary.memberId", memberId);
    expect((await query.find()).items.map(({ _id }) => _id)).toEqual([poolId]);
    const body = { query: { filter: { "poolInfo.namespace": "x" } } };
    expect((await raw(emulator, "/benefit-programs/v1/balances/query", { body })).status).toBe(400);
  });

  it("find transactions by pool, item, relation and status", async () => {
    const place = await redeemable(wix);
    const { poolId, item } = place;
    const redemption = await redeem(wix, place);
    const { transactionId } = await wix.balances.revertBalanceChange(redemption, "x");
    const ids = async (query: { find(): Promise<{ items: { _id?: string | null }[] }> }) =>
      new Set((await query.find()).items.map(({ _id }) => _id));
    const query = () => wix.transactions.queryTransactions();
    expect(await ids(query().eq("details.item.id", item._id))).toEqual(
      new Set([redemption, transactionId]),
    );
    expect(await ids(query().eq("relatedTransactionId", redemption))).toEqual(
      new Set([transactionId]),
    );
    expect(await ids(query().eq("correlationId", redemption))).toEqual(new Set([redemption]));
    expect(await ids(query().eq("pool.id", poolId).ne("status", "COMPLETED"))).toEqual(new Set());
    expect(
      await ids(query().eq("pool.id", poolId).descending("_createdDate").limit(9)),
    ).toHaveLength(3);
    const sort = [{ fieldName: "status" }];
    const sorted = raw(emulator, "/benefit-programs/v1/transactions/query", {
      body: { query: { sort } },
    });
    expect((await sorted).status).toBe(400);
    expect((await refusalOf(wix.transactions.getTransaction(newGuid()))).status).toBe(404);
  });

  it("never show what the emulator keeps for itself", async () => {
    const id = await redeem(wix, await redeemable(wix));
    const { json } = await raw(emulator, `/benefit-programs/v1/transactions/${id}`);
    expect(JSON.stringify(json)).not.toContain("trace");
  });
});
