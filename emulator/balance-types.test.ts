import { describe, expect, it } from "vitest";
import { available, redeemable } from "./testing/benefit-steps";
import { newGuid, refusalOf } from "./testing/client";
import { emulated } from "./testing/emulated";

const { wix } = await emulated();

describe("a change", () => {
  const [credit, debit] = [
    { sourceBalanceType: "EXTERNAL", targetBalanceType: "AVAILABLE" },
    { sourceBalanceType: "AVAILABLE", targetBalanceType: "EXTERNAL" },
  ];
  it.each([
    { adjustOptions: { value: "1", targetBalanceType: "RESERVED" } },
    { adjustOptions: { value: "1", sourceBalanceType: "RESERVED" } },
    { adjustOptions: { value: "1", sourceBalanceType: "EXTERNAL", targetBalanceType: "EXTERNAL" } },
    { adjustOptions: { value: "1", ...debit } },
    { adjustOptions: { value: "-1", ...credit } },
    { adjustOptions: { value: "-1", sourceBalanceType: "EXTERNAL" } },
    { setOptions: { value: "1", targetBalanceType: "RESERVED" } },
    { setOptions: { value: "1", targetBalanceType: "EXTERNAL" } },
  ])("of balances that are not emulated is a 501, typed or not: %j", async (options) => {
    const { poolId } = await redeemable(wix);
    const type = "setOptions" in options ? "SET" : "ADJUST";
    for (const typed of [{}, { type }]) {
      const change: object = Object.assign({}, options, typed);
      const refusal = await refusalOf(wix.balances.changeBalance(poolId, newGuid(), change));
      expect([refusal.status, refusal.code]).toEqual([501, "NOT_EMULATED"]);
    }
    expect(await available(wix, poolId)).toBe("10");
  });

  it.each([
    ["11", { adjustOptions: { value: "1", ...credit } }],
    ["9", { adjustOptions: { value: "-1", ...debit } }],
    ["10", { adjustOptions: { value: "0", ...debit } }],
    ["4", { setOptions: { value: "4", targetBalanceType: "AVAILABLE" } }],
  ])("leaves %s when the balances are named that it means: %j", async (left, options) => {
    const { poolId } = await redeemable(wix);
    await wix.balances.changeBalance(poolId, newGuid(), Object.assign({}, options));
    expect(await available(wix, poolId)).toBe(left);
  });
});
