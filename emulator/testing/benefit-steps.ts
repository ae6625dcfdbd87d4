import { z } from "zod";
import {
  app,
  enrol,
  given,
  newGuid,
  newItem,
  newNamespace,
  poolsOf,
  type Sdk,
  yoga,
} from "./client";

/** A pool of a member of its own, with an item to redeem. `details` replaces those of `yoga`: 10 credits, "class" for 3. */
export async function redeemable(wix: Sdk, details: object = {}, memberId = newGuid()) {
  const namespace = newNamespace();
  const definition = yoga(namespace);
  const poolDefinition = await wix.poolDefinitions.createPoolDefinition({
    ...definition,
    details: { ...definition.details, ...details },
  });
  const poolDefinitionId = given(poolDefinition._id);
  const itemSetId = given(poolDefinition.details?.benefits?.[0]?.itemSetId);
  const item = await wix.items.createItem(newItem(namespace, itemSetId));
  const { program } = await enrol(wix, { poolDefinitionId }, { namespace, memberId });
  const programId = given(program?._id);
  const [pool] = await poolsOf(wix, programId);
  const poolId = given(pool?._id);
  const itemReference = { externalId: given(item.externalId), providerAppId: app };
  const asked = { namespace, itemReference, benefitKey: "class" };
  return { namespace, memberId, poolDefinitionId, programId, poolId, item, itemReference, asked };
}
export type Redeemable = Awaited<ReturnType<typeof redeemable>>;

/** As `redeemable`, with a second program, which is paused: its pool is the one that is given. */
export async function paused(wix: Sdk) {
  const place = await redeemable(wix);
  const { namespace, poolDefinitionId, memberId } = place;
  const options = { namespace, memberId, programStatus: "PAUSED" as const };
  const { program } = await enrol(wix, { poolDefinitionId }, options);
  const [pool] = await poolsOf(wix, given(program?._id));
  return { ...place, poolId: given(pool?._id) };
}

/** Redeems once, under a key of its own, and gives the id of the transaction. */
export async function redeem(wix: Sdk, { poolId, asked }: Redeemable, options: object = {}) {
  const request = { ...asked, idempotencyKey: newGuid(), ...options };
  return given((await wix.pools.redeemBenefit(poolId, request)).transactionId);
}

const hidden = z.custom<(transactionId: string, options: object) => Promise<unknown>>(
  (value) => typeof value === "function",
);
const answer = z.object({ transactionId: z.string() });

/** Exported by the SDK, but not typed. */
export async function cancel(wix: Sdk, transactionId: string, idempotencyKey = newGuid()) {
  const call = hidden.parse(Reflect.get(wix.pools, "cancelRedemption"));
  return answer.parse(await call(transactionId, { idempotencyKey })).transactionId;
}

/** Exported by the SDK, but not typed. */
export async function reallocate(
  wix: Sdk,
  transactionId: string,
  { namespace, memberId }: Pick<Redeemable, "namespace" | "memberId">,
  options: object = {},
) {
  const call = hidden.parse(Reflect.get(wix.pools, "reallocateBenefit"));
  const targetDate = new Date("2030-01-01T10:00:00Z");
  const idempotencyKey = newGuid();
  const request = { namespace, beneficiary: { memberId }, targetDate, idempotencyKey, ...options };
  return answer.parse(await call(transactionId, request)).transactionId;
}

/** Adds to the balance, or takes from it, with what else is said. */
export function adjust(wix: Sdk, poolId: string, value: string, adjustOptions: object = {}) {
  const options = { type: "ADJUST" as const, adjustOptions: { value, ...adjustOptions } };
  return wix.balances.changeBalance(poolId, newGuid(), options);
}

/** What is available. */
export async function available(wix: Sdk, poolId: string): Promise<string> {
  return given((await wix.balances.getBalance(poolId)).amount?.available);
}

/** The transactions of a pool; those of one millisecond in no order. */
export async function transactionsOf(wix: Sdk, poolId: string) {
  return (await wix.transactions.queryTransactions().eq("pool.id", poolId).find()).items;
}

/** The type of the one answer of an eligibility check. */
export async function eligibility(wix: Sdk, { poolId, asked }: Redeemable, options: object = {}) {
  const { result } = await wix.pools.checkBenefitEligibility(poolId, { ...asked, ...options });
  return result?.benefitResults?.map(({ type }) => type).join();
}

/** A policy expression of one policy. */
export const policy = (type: string, options: object) => ({
  type: "POLICY",
  policyOptions: { type, ...options },
});

/** At most so many times in a day or a month. */
export const limit = (times: number, timePeriod: "DAY" | "MONTH") =>
  policy("RATE_LIMITED", { rateLimitedOptions: { times, timePeriod } });

/** From such an hour to such. */
export const hours = (fromHour: number, toHour: number) =>
  policy("FIXED_INTERVAL", { fixedIntervalOptions: { fromHour, toHour } });
