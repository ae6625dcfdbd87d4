import {
  adjust,
  cancel,
  hours,
  reallocate,
  redeem,
  type Redeemable,
  redeemable,
} from "@/emulator/testing/benefit-steps";
import { given, newGuid, type Sdk, sdk } from "@/emulator/testing/client";
import { NotTried, type Refusal } from "../check";

type Step = (wix: Sdk, transactionId: string, place: Redeemable, key?: string) => Promise<unknown>;

const steps: Record<"cancelRedemption" | "reallocateBenefit", Step> = {
  cancelRedemption: (wix, transactionId, _, key) => cancel(wix, transactionId, key),
  reallocateBenefit: (wix, transactionId, place, key = newGuid()) =>
    reallocate(wix, transactionId, place, { idempotencyKey: key }),
};

const both = Object.entries(steps).flatMap(([name, step]): Refusal[] => {
  const method = `pools.${name}`;
  return [
    {
      method,
      code: "TRANSACTION_NOT_FOUND",
      status: 404,
      data: ["transactionId"],
      cause: "a transaction that is not there",
      assumption: "transaction-not-found-status",
      run: async ({ wix }) => step(wix, newGuid(), await redeemable(wix)),
    },
    {
      method,
      code: "NOT_LATEST_TRANSACTION",
      status: 428,
      data: ["latestTransactionId"],
      cause: "a redemption that was reallocated",
      assumption: "chain-refusal-status",
      run: async ({ wix }) => {
        const place = await redeemable(wix);
        const transactionId = await redeem(wix, place);
        await reallocate(wix, transactionId, place);
        return step(wix, transactionId, place);
      },
    },
    {
      method,
      code: "REDEMPTION_ALREADY_CANCELED",
      status: 428,
      data: ["cancellationTransactionId"],
      cause: "a redemption that was canceled",
      assumption: "chain-refusal-status",
      run: async ({ wix }) => {
        const place = await redeemable(wix);
        const transactionId = await redeem(wix, place);
        await cancel(wix, transactionId);
        return step(wix, transactionId, place);
      },
    },
    {
      method,
      code: `TRANSACTION_NOT_${name === "cancelRedemption" ? "CANCELABLE" : "REALLOCATABLE"}`,
      status: 428,
      cause: "a transaction that is no redemption",
      assumption: "chain-refusal-status",
      run: async ({ wix }) => {
        const place = await redeemable(wix);
        const { transactionId } = await adjust(wix, place.poolId, "1");
        return step(wix, given(transactionId), place);
      },
    },
    {
      method,
      code: "ALREADY_EXECUTED",
      status: 409,
      data: ["idempotencyKey"],
      cause: "a key that was used",
      assumption: "chain-conflict-status",
      run: async ({ wix }) => {
        const place = await redeemable(wix);
        const key = newGuid();
        await step(wix, await redeem(wix, place), place, key);
        return step(wix, await redeem(wix, place), place, key);
      },
    },
    {
      method,
      code: "CHAIN_OPERATION_IN_PROGRESS",
      status: 409,
      data: ["pendingTransactionId"],
      cause: "a redemption whose cancellation is PENDING (chain-settlement=by-job)",
      isInternal: true,
      assumption: "chain-conflict-status",
      run: async ({ other }) => {
        if (!other) throw new NotTried("how long a chain operation takes is not known");
        const chain = { "chain-settlement": "by-job" };
        const emulator = await other({ delayMs: 500, delays: "real", assumptions: chain });
        const wix = sdk(emulator);
        const place = await redeemable(wix);
        await active(wix, place.poolId);
        const transactionId = await redeem(wix, place);
        await cancel(wix, transactionId);
        return step(wix, transactionId, place);
      },
    },
  ];
});

async function active(wix: Sdk, poolId: string): Promise<void> {
  while ((await wix.pools.getPool(poolId)).status !== "ACTIVE");
}

/** Of the two methods that the SDK exports without types. */
export const chainRefusals: Refusal[] = [
  ...both,
  {
    method: "pools.reallocateBenefit",
    code: "POOL_NOT_FOUND",
    status: 404,
    data: ["poolId"],
    cause: "a beneficiary who is not the pool's",
    assumption: "foreign-beneficiary",
    run: async ({ wix }) => {
      const place = await redeemable(wix);
      return reallocate(wix, await redeem(wix, place), { ...place, memberId: newGuid() });
    },
  },
  {
    method: "pools.reallocateBenefit",
    code: "POOL_NOT_ACTIVE",
    status: 428,
    data: ["poolId", "poolStatus"],
    cause: "a pool that is PAUSED",
    run: async ({ wix }) => {
      const place = await redeemable(wix);
      const transactionId = await redeem(wix, place);
      await wix.programs.pauseProgram(place.programId, { idempotencyKey: newGuid() });
      await wix.programs.getProgram(place.programId);
      return reallocate(wix, transactionId, place);
    },
  },
  {
    method: "pools.reallocateBenefit",
    code: "POLICY_EXPRESSION_EVALUATED_TO_FALSE",
    status: 428,
    data: ["poolId", "itemReference", "failureDetails"],
    cause: "details.policyExpression that the new date does not fulfil",
    isInternal: true,
    run: async ({ wix }) => {
      const place = await redeemable(wix, { policyExpression: hours(9, 17) });
      const transactionId = await redeem(wix, place, {
        targetDate: new Date("2030-01-01T12:00:00Z"),
      });
      const targetDate = new Date("2030-01-01T23:00:00Z");
      return reallocate(wix, transactionId, place, { targetDate });
    },
  },
];
