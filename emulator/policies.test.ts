import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readConfig } from "./config";
import { startEmulator } from "./start";
import {
  cancel,
  eligibility,
  hours,
  limit,
  policy,
  redeem,
  redeemable,
} from "./testing/benefit-steps";
import { app, given, newGuid, refusalOf, sdk } from "./testing/client";
import { emulated } from "./testing/emulated";

const { wix } = await emulated({ timeZone: "Europe/Berlin" });

const at = (time: string) => ({ targetDate: new Date(time) });
const refused = "POLICY_EXPRESSION_EVALUATED_TO_FALSE";
const open = "ELIGIBLE_BENEFIT";
const and = (...expressions: object[]) => ({
  type: "OPERATOR_AND",
  operatorAndOptions: { expressions },
});
const or = (...expressions: object[]) => ({
  type: "OPERATOR_OR",
  operatorOrOptions: { expressions },
});
const not = (expression: object) => ({ type: "OPERATOR_NOT", operatorNotOptions: { expression } });
const always = hours(0, 0);
const never = not(always);

/** What a pool under this expression answers at each time. */
async function answers(policyExpression: object, times: string[]) {
  const place = await redeemable(wix, { policyExpression });
  const types = [];
  for (const time of times) types.push(await eligibility(wix, place, at(time)));
  return types.map((type) => type === open);
}

describe("fixed intervals", () => {
  it("are in the hours of the site's time zone, in summer and in winter", async () => {
    const times = ["2030-01-15T07:59:00Z", "2030-01-15T08:00:00Z", "2030-01-15T15:59:00Z"];
    expect(await answers(hours(9, 17), times)).toEqual([false, true, true]);
    const summer = ["2030-07-15T06:59:00Z", "2030-07-15T07:00:00Z", "2030-07-15T15:00:00Z"];
    expect(await answers(hours(9, 17), summer)).toEqual([false, true, false]);
  });

  it("go over midnight, and over the end of the week", async () => {
    const times = ["2030-01-15T20:59:00Z", "2030-01-15T21:00:00Z", "2030-01-16T00:59:00Z"];
    expect(await answers(hours(22, 2), times)).toEqual([false, true, true]);
    const fixedIntervalOptions = { fromWeekDay: "SATURDAY", toWeekDay: "MONDAY" };
    const weekend = policy("FIXED_INTERVAL", { fixedIntervalOptions });
    const days = ["2030-01-18T22:59:00Z", "2030-01-18T23:00:00Z", "2030-01-21T22:59:00Z"];
    expect(await answers(weekend, [...days, "2030-01-21T23:00:00Z"])).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("hold both hours of the night that has one twice, and miss the one that is not there", async () => {
    const night = hours(2, 3);
    const autumn = ["2029-10-28T00:30:00Z", "2029-10-28T01:30:00Z", "2029-10-28T02:30:00Z"];
    expect(await answers(night, autumn)).toEqual([true, true, false]);
    const spring = ["2030-03-31T00:30:00Z", "2030-03-31T01:00:00Z", "2030-03-31T01:30:00Z"];
    expect(await answers(night, spring)).toEqual([false, false, false]);
  });

  it.each([
    [{ fromHour: 9 }, "toHour"],
    [{ toHour: 9 }, "fromHour"],
    [{ fromWeekDay: "MONDAY" }, "toWeekDay"],
    [{ fromHour: 9, toHour: 10, toMinute: 5 }, "fromMinute"],
  ])("need both ends: %j lacks %s", async (fixedIntervalOptions, missing) => {
    const policyExpression = policy("FIXED_INTERVAL", { fixedIntervalOptions });
    const { fields, rules } = await refusalOf(redeemable(wix, { policyExpression }));
    expect(rules).toEqual(["REQUIRED_FIELD"]);
    expect(fields[0]).toContain(`fixedIntervalOptions.${missing}`);
  });
});

describe("rate limits", () => {
  it("by day begin anew at the site's midnight", async () => {
    const place = await redeemable(wix, { policyExpression: limit(1, "DAY") });
    await redeem(wix, place, at("2030-01-15T22:59:00Z"));
    expect(await eligibility(wix, place, at("2030-01-14T23:00:00Z"))).toBe(refused);
    expect(await eligibility(wix, place, at("2030-01-15T23:00:00Z"))).toBe(open);
    expect(await eligibility(wix, place, at("2030-01-14T22:59:00Z"))).toBe(open);
  });

  it("by month begin anew on the first, whatever the length of the month", async () => {
    const place = await redeemable(wix, { policyExpression: limit(2, "MONTH") });
    await redeem(wix, place, at("2029-12-31T23:00:00Z"));
    expect(await eligibility(wix, place, at("2030-01-31T22:59:00Z"))).toBe(open);
    await redeem(wix, place, at("2030-01-31T22:59:00Z"));
    expect(await eligibility(wix, place, at("2030-01-15T12:00:00Z"))).toBe(refused);
    expect(await eligibility(wix, place, at("2030-01-31T23:00:00Z"))).toBe(open);
    expect(await eligibility(wix, place, at("2029-12-31T22:59:00Z"))).toBe(open);
  });

  it("count each benefit of each pool by itself, and not what was given back", async () => {
    const benefits = [{ benefitKey: "class", providerAppId: app, price: "1" }];
    const place = await redeemable(wix, { benefits, policyExpression: limit(2, "MONTH") });
    const day = at("2030-01-15T12:00:00Z");
    const first = await redeem(wix, place, day);
    const second = await redeem(wix, place, day);
    expect(await eligibility(wix, place, day)).toBe(refused);
    await cancel(wix, first);
    await redeem(wix, place, day);
    expect(await eligibility(wix, place, day)).toBe(refused);
    await wix.balances.revertBalanceChange(second, "x");
    expect(await eligibility(wix, place, day)).toBe(open);
  });

  it("keep their quota through an update, until times or period are others", async () => {
    const place = await redeemable(wix, { policyExpression: limit(1, "MONTH") });
    const day = at("2030-01-15T12:00:00Z");
    await redeem(wix, place, day);
    const update = async (policyExpression: object) => {
      const { revision, details } = await wix.pools.getPool(place.poolId);
      const changed = { ...details, policyExpression };
      await wix.pools.updatePool(place.poolId, { revision: given(revision), details: changed });
      return eligibility(wix, place, day);
    };
    expect(await update(and(limit(1, "MONTH"), always))).toBe(refused);
    expect(await update(limit(1, "DAY"))).toBe(open);
    await redeem(wix, place, day);
    expect(await eligibility(wix, place, day)).toBe(refused);
    expect(await update(limit(2, "DAY"))).toBe(open);
  });

  it("show the id of their quota, which is the server's", async () => {
    const quotaId = newGuid();
    const shape = z.object({
      details: z.object({
        policyExpression: z.object({
          policyOptions: z.object({ rateLimitedOptions: z.object({ quotaId: z.guid() }) }),
        }),
      }),
    });
    const rateLimitedOptions = { times: 1, timePeriod: "DAY", quotaId };
    const policyExpression = policy("RATE_LIMITED", { rateLimitedOptions });
    const { poolDefinitionId, poolId } = await redeemable(wix, { policyExpression });
    const pool = shape.parse(await wix.pools.getPool(poolId));
    const definition = await wix.poolDefinitions.getPoolDefinition(poolDefinitionId);
    expect(shape.parse(definition)).toEqual(pool);
    expect(JSON.stringify(pool)).not.toContain(quotaId);
  });
});

describe("expressions", () => {
  it.each([
    ["and of all", and(always, always), true],
    ["and with one that is not", and(always, never), false],
    ["or of one that is", or(never, always), true],
    ["or of none", or(never, never), false],
    ["not of one that is", not(always), false],
    ["not of not", not(not(always)), true],
    ["nested", or(and(always, never), not(or(never, and(always, never)))), true],
    ["no options", { type: "POLICY" }, true],
  ])("%s", async (_, expression, isOpen) => {
    expect(await answers(expression, ["2030-01-15T12:00:00Z"])).toEqual([isOpen]);
  });

  it("of a benefit override that of the details", async () => {
    const benefit = { benefitKey: "class", providerAppId: app };
    const free = { benefits: [{ ...benefit, policyExpression: always }], policyExpression: never };
    expect(await eligibility(wix, await redeemable(wix, free))).toBe(open);
    const shut = { benefits: [{ ...benefit, policyExpression: never }], policyExpression: always };
    expect(await eligibility(wix, await redeemable(wix, shut))).toBe(refused);
  });

  it("tell each policy that stood in the way, ten at most", async () => {
    const failing = and(hours(1, 2), or(limit(0, "DAY"), never), always);
    const options = at("2030-01-15T12:00:00Z");
    const codes = async (policyExpression: object) => {
      const place = await redeemable(wix, { policyExpression });
      const { data } = await refusalOf(redeem(wix, place, options));
      const shape = z.object({ failureDetails: z.array(z.object({ code: z.string() })) });
      return shape.parse(data).failureDetails.map(({ code }) => code);
    };
    expect(await codes(failing)).toEqual(["FIXED_INTERVAL", "RATE_LIMITED", "OPERATOR_NOT"]);
    const many = and(...Array.from({ length: 6 }, () => and(hours(1, 2), hours(1, 2))));
    expect(await codes(many)).toHaveLength(10);
  });

  it("of another app that refuse name the policy and the app", async () => {
    const other = await startEmulator({ port: 0, assumptions: { "custom-policy": "fails" } });
    try {
      const its = sdk(other);
      const customOptions = { id: newGuid(), appId: app };
      const policyExpression = policy("CUSTOM", { customOptions });
      const place = await redeemable(its, { policyExpression });
      expect((await refusalOf(redeem(its, place))).data).toMatchObject({
        failureDetails: [{ code: "CUSTOM", policyId: customOptions.id, appId: app }],
      });
    } finally {
      await other.close();
    }
  });
});

describe("the site's time zone", () => {
  it("is an IANA name, or the emulator does not start", () => {
    expect(readConfig({ NODE_ENV: "test", EMULATOR_TIME_ZONE: "Asia/Kathmandu" }).timeZone).toBe(
      "Asia/Kathmandu",
    );
    expect(readConfig({ NODE_ENV: "test" }).timeZone).toBe("UTC");
    expect(() => readConfig({ NODE_ENV: "test", EMULATOR_TIME_ZONE: "Mars/Base" })).toThrow(
      "EMULATOR_TIME_ZONE: must be an IANA time zone.",
    );
  });
});
