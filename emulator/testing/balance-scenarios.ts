import {
  adjust,
  available,
  cancel,
  paused,
  redeem,
  type Redeemable,
  redeemable,
  transactionsOf,
} from "./benefit-steps";
import { given, newGuid, type Sdk } from "./client";
import { outcome, type Scenarios } from "./steps";

/** What is answered when one transaction is superseded, and then once more. */
const supersede = async (wix: Sdk, place: Redeemable, supersededTransactionId: string) => {
  const again = () => adjust(wix, place.poolId, "1", { supersededTransactionId });
  return [await outcome(again()), await outcome(again())];
};

export const balanceScenarios: Scenarios = {
  "already-superseded-status": [
    async (wix) => {
      const place = await redeemable(wix);
      return supersede(wix, place, await redeem(wix, place));
    },
    ["done", [409, "TRANSACTION_ALREADY_SUPERSEDED"]],
    { "428": ["done", [428, "TRANSACTION_ALREADY_SUPERSEDED"]] },
  ],
  "not-supersedable-status": [
    async (wix) => {
      const place = await redeemable(wix);
      const cancellation = await cancel(wix, await redeem(wix, place));
      return (await supersede(wix, place, cancellation))[0];
    },
    [428, "TRANSACTION_NOT_SUPERSEDABLE"],
    { "409": [409, "TRANSACTION_NOT_SUPERSEDABLE"] },
  ],
  "change-inactive-pool": [
    async (wix) => outcome(adjust(wix, (await paused(wix)).poolId, "1")),
    "done",
    { refused: [428, "POOL_NOT_ACTIVE"] },
  ],
  "rollover-without-cap": [
    async (wix) => {
      const creditConfiguration = { amount: "10", rolloverConfiguration: { enabled: true } };
      const { poolId, programId } = await redeemable(wix, { creditConfiguration });
      await wix.programs.renewProgram(programId, { idempotencyKey: "june" });
      return available(wix, poolId);
    },
    "20",
    { none: "10" },
  ],
  "transaction-not-found-status": [
    (wix) => outcome(cancel(wix, newGuid())),
    [404, "TRANSACTION_NOT_FOUND"],
    { "428": [428, "TRANSACTION_NOT_FOUND"] },
  ],
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
      const transactions = await transactionsOf(wix, poolId);
      return transactions
        .filter(({ details }) => details?.reason === "Renewal")
        .map(({ amount, target }) => `${amount} to ${target}`)
        .toSorted();
    },
    ["5 to AVAILABLE"],
    { "expire-and-grant": ["10 to AVAILABLE", "5 to EXTERNAL"] },
  ],
  "transaction-details": [
    async (wix) => {
      const { poolId } = await redeemable(wix);
      const { transactionId } = await wix.balances.changeBalance(poolId, "k", {
        setOptions: { value: "4" },
        transactionDetails: { reason: "Gift", itemCount: 2 },
      });
      const { details } = await wix.transactions.getTransaction(given(transactionId));
      return [details?.reason, details?.itemCount];
    },
    ["Gift", 2],
    { "read-only": [undefined, 2] },
  ],
  "transaction-reasons": [
    async (wix) => {
      const place = await redeemable(wix);
      await cancel(wix, await redeem(wix, place));
      const transactions = await transactionsOf(wix, place.poolId);
      return transactions.map(({ details }) => details?.reason ?? "none").toSorted();
    },
    ["Cancellation", "Provision", "Redemption"],
    { "redemption-only": ["Redemption", "none", "none"] },
  ],
};
