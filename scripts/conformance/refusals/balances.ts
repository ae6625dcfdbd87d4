import { adjust, cancel, redeem, redeemable } from "@/emulator/testing/benefit-steps";
import { newGuid } from "@/emulator/testing/client";
import { type Refusal, refusedBody } from "../check";

const method = "balances.changeBalance";

/** Of changing balances and reverting changes. */
export const balanceRefusals: Refusal[] = [
  {
    method,
    code: "ALREADY_EXECUTED",
    status: 409,
    cause: "a key that was used in the pool",
    run: async ({ wix }) => {
      const { poolId } = await redeemable(wix);
      const key = newGuid();
      const change = { type: "ADJUST" as const, adjustOptions: { value: "1" } };
      await wix.balances.changeBalance(poolId, key, change);
      return wix.balances.changeBalance(poolId, key, change);
    },
  },
  {
    method,
    code: "BALANCE_ALREADY_INITIALIZED",
    status: 409,
    cause: "type SET_INITIAL on a balance that has a transaction",
    isInternal: true,
    run: async ({ wix, raw }) => {
      const { poolId } = await redeemable(wix);
      const path = `/benefit-programs/v1/balances/${poolId}/change`;
      const setInitialOptions = { value: "7" };
      const body = { poolId, idempotencyKey: newGuid(), type: "SET_INITIAL", setInitialOptions };
      return refusedBody(await raw(path, body));
    },
  },
  {
    method,
    code: "BALANCE_EXCEEDED_LIMITS",
    status: 428,
    data: ["balance", "requested", "upperLimit", "sourceBalanceType", "targetBalanceType"],
    cause: "adjustOptions.upperLimit with limitRule FAIL",
    isInternal: true,
    run: async ({ wix }) =>
      adjust(wix, (await redeemable(wix)).poolId, "5", { upperLimit: "12", limitRule: "FAIL" }),
  },
  {
    method,
    code: "TRANSACTION_NOT_FOUND",
    status: 404,
    cause: "adjustOptions.supersededTransactionId of no transaction",
    isInternal: true,
    assumption: "transaction-not-found-status",
    run: async ({ wix }) =>
      adjust(wix, (await redeemable(wix)).poolId, "1", { supersededTransactionId: newGuid() }),
  },
  {
    method,
    code: "TRANSACTION_NOT_SUPERSEDABLE",
    status: 428,
    data: ["transactionId"],
    cause: "adjustOptions.supersededTransactionId of a cancellation",
    isInternal: true,
    assumption: "not-supersedable-status",
    run: async ({ wix }) => {
      const place = await redeemable(wix);
      const supersededTransactionId = await cancel(wix, await redeem(wix, place));
      return adjust(wix, place.poolId, "1", { supersededTransactionId });
    },
  },
  {
    method,
    code: "TRANSACTION_ALREADY_SUPERSEDED",
    status: 409,
    data: ["supersededTransactionId"],
    cause: "adjustOptions.supersededTransactionId of one that was superseded",
    isInternal: true,
    assumption: "already-superseded-status",
    run: async ({ wix }) => {
      const place = await redeemable(wix);
      const supersededTransactionId = await redeem(wix, place);
      await adjust(wix, place.poolId, "1", { supersededTransactionId });
      return adjust(wix, place.poolId, "1", { supersededTransactionId });
    },
  },
  {
    method: "balances.revertBalanceChange",
    code: "TRANSACTION_NOT_FOUND",
    status: 404,
    data: ["transactionId"],
    cause: "a transaction that is not there",
    run: async ({ wix }) => wix.balances.revertBalanceChange(newGuid(), newGuid()),
  },
  {
    method: "balances.revertBalanceChange",
    code: "CHANGE_ALREADY_REVERTED",
    status: 428,
    data: ["originalTransactionId", "revertedTransactionId"],
    cause: "a transaction that was reverted",
    run: async ({ wix }) => {
      const transactionId = await redeem(wix, await redeemable(wix));
      await wix.balances.revertBalanceChange(transactionId, newGuid());
      return wix.balances.revertBalanceChange(transactionId, newGuid());
    },
  },
  {
    method: "balances.revertBalanceChange",
    code: "NOT_ENOUGH_BALANCE",
    status: 428,
    data: ["balance", "requested"],
    cause: "credits that were spent since",
    run: async ({ wix }) => {
      const { poolId } = await redeemable(wix);
      const { transactionId = "" } = await adjust(wix, poolId, "1");
      await adjust(wix, poolId, "-11");
      return wix.balances.revertBalanceChange(transactionId ?? "", newGuid());
    },
  },
];
