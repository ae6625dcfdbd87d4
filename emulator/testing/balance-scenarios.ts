import { adjust, available, cancel, redeem, redeemable, transactionsOf } from "./benefit-steps";
import { given, newGuid, type Sdk } from "./client";
import { outcome, type Scenarios } from "./steps";

export const balanceScenarios: Scenarios = {
  "change-type": [
    async (wix) => {
      const { poolId } = await redeemable(wix);
      const change = wix.balances.changeBalance(poolId, "k", { setOptions: { value: "4" } });
      return outcome(change);
    },
    "done",
    { refused: [400, "REQUIRED_FIELD"] },
  ],
  "foreign-beneficiary": [
    async (wix) => {
      const { poolId } = await redeemable(wix);
      return outcome(adjust(wix, poolId, "1", { beneficiary: { memberId: newGuid() } }));
    },
    [404, "NOT_FOUND"],
    { ignored: "done" },
  ],
  "idempotency-scope": [
    async (wix) => {
      const place = await redeemable(wix);
      const key = { idempotencyKey: "k" };
      const redemption = await redeem(wix, place, key);
      const again = await outcome(redeem(wix, place, key));
      const elsewhere = await outcome(redeem(wix, await redeemable(wix), key));
      return [again, await outcome(cancel(wix, redemption, "k")), elsewhere];
    },
    [[409, "BENEFIT_ALREADY_REDEEMED"], [409, "ALREADY_EXECUTED"], "done"],
    {
      method: [[409, "BENEFIT_ALREADY_REDEEMED"], "done", "done"],
      site: [
        [409, "BENEFIT_ALREADY_REDEEMED"],
        [409, "ALREADY_EXECUTED"],
        [409, "BENEFIT_ALREADY_REDEEMED"],
      ],
    },
  ],
  "negative-rollover": [
    async (wix) => {
      const { poolId, programId } = await redeemable(wix);
      await adjust(wix, poolId, "-14");
      await wix.programs.renewProgram(programId, { idempotencyKey: "june" });
      return available(wix, poolId);
    },
    "10",
    { carried: "6" },
  ],
  "renewal-transactions": [
    async (wix) => {
      const { poolId, programId } = await redeemable(wix);
      await wix.programs.renewProgram(programId, { idempotencyKey: "june" });
      const renewals = (await transactionsOf(wix, poolId)).slice(1);
      return renewals.map(({ amount, target }) => `${amount} to ${target}`);
    },
    ["5 to AVAILABLE"],
    { "expire-and-grant": ["5 to EXTERNAL", "10 to AVAILABLE"] },
  ],
  "transaction-details": [
    async (wix) => {
      const { poolId } = await redeemable(wix);
      await wix.balances.changeBalance(poolId, "k", {
        setOptions: { value: "4" },
        transactionDetails: { reason: "Gift", itemCount: 2 },
      });
      return lastDetails(wix, poolId);
    },
    ["Gift", 2],
    { "read-only": [undefined, 2] },
  ],
  "transaction-reasons": [
    async (wix) => {
      const place = await redeemable(wix);
      await cancel(wix, await redeem(wix, place));
      const transactions = await transactionsOf(wix, place.poolId);
      return transactions.map(({ details }) => details?.reason);
    },
    ["Provision", "Redemption", "Cancellation"],
    { "redemption-only": [undefined, "Redemption", undefined] },
  ],
};

async function lastDetails(wix: Sdk, poolId: string) {
  const details = given((await transactionsOf(wix, poolId)).at(-1)?.details);
  return [details.reason, details.itemCount];
}
