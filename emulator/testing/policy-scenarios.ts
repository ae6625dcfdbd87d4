import { expect } from "vitest";
import { cancel, eligibility, hours, limit, policy, redeem, redeemable } from "./benefit-steps";
import { newGuid, refusalOf, type Sdk } from "./client";
import { outcome, type Scenarios } from "./steps";

const at = (time: string) => ({ targetDate: new Date(time) });
const weekly = policy("FIXED_INTERVAL", {
  fixedIntervalOptions: { fromWeekDay: "MONDAY", toWeekDay: "FRIDAY", fromHour: 9, toHour: 17 },
});

async function isOpen(wix: Sdk, policyExpression: object, time: string) {
  const type = await eligibility(wix, await redeemable(wix, { policyExpression }), at(time));
  return type === "ELIGIBLE_BENEFIT";
}

export const policyScenarios: Scenarios = {
  "custom-policy": [
    async (wix) => {
      const customOptions = { id: newGuid(), appId: newGuid() };
      const policyExpression = policy("CUSTOM", { customOptions });
      return outcome(redeem(wix, await redeemable(wix, { policyExpression })));
    },
    "done",
    { fails: [428, "POLICY_EXPRESSION_EVALUATED_TO_FALSE"] },
  ],
  "given-back-quota": [
    async (wix) => {
      const place = await redeemable(wix, { policyExpression: limit(1, "DAY") });
      const day = at("2030-01-01T12:00:00Z");
      await cancel(wix, await redeem(wix, place, day));
      return outcome(redeem(wix, place, day));
    },
    "done",
    { used: [428, "POLICY_EXPRESSION_EVALUATED_TO_FALSE"] },
  ],
  "interval-end": [
    (wix) => isOpen(wix, hours(9, 17), "2030-01-01T17:00:00Z"),
    false,
    { inclusive: true },
  ],
  "policy-date": [
    async (wix) => {
      const place = await redeemable(wix, { policyExpression: limit(1, "DAY") });
      await redeem(wix, place, at("2030-01-01T12:00:00Z"));
      return outcome(redeem(wix, place, at("2030-01-02T12:00:00Z")));
    },
    "done",
    { now: [428, "POLICY_EXPRESSION_EVALUATED_TO_FALSE"] },
  ],
  "policy-failure-code": [
    async (wix) => {
      const place = await redeemable(wix, { policyExpression: limit(0, "DAY") });
      return (await refusalOf(redeem(wix, place))).data;
    },
    expect.objectContaining({
      failureDetails: [expect.objectContaining({ code: "RATE_LIMITED" })],
    }),
    {
      general: expect.objectContaining({
        failureDetails: [expect.objectContaining({ code: "POLICY_NOT_FULFILLED" })],
      }),
    },
  ],
  "rate-limit-counts": [
    async (wix) =>
      outcome(
        redeem(wix, await redeemable(wix, { policyExpression: limit(1, "DAY") }), { count: 2 }),
      ),
    "done",
    { items: [428, "POLICY_EXPRESSION_EVALUATED_TO_FALSE"] },
  ],
  // A Tuesday, in the middle of the night.
  "weekly-interval": [
    (wix) => isOpen(wix, weekly, "2030-01-01T03:00:00Z"),
    true,
    { "each-day": false },
  ],
};
