import { describe, expect, it } from "vitest";
import { balanceScenarios } from "./testing/balance-scenarios";
import { benefitScenarios } from "./testing/benefit-scenarios";
import { bulkScenarios } from "./testing/bulk-scenarios";
import { definitionScenarios } from "./testing/definition-scenarios";
import { itemScenarios } from "./testing/item-scenarios";
import { lifecycleScenarios } from "./testing/lifecycle-scenarios";
import { policyScenarios } from "./testing/policy-scenarios";
import { programScenarios } from "./testing/program-scenarios";
import { program, type Options, type Scenario } from "./testing/steps";
import { signInScenarios } from "./testing/sign-in-scenarios";
import { assumptions, chooseAssumptions } from "./assumptions";
import { startEmulator } from "./start";
import { given, refusalOf, sdk } from "./testing/client";

const scenarios = {
  ...balanceScenarios,
  ...benefitScenarios,
  ...bulkScenarios,
  ...definitionScenarios,
  ...itemScenarios,
  ...lifecycleScenarios,
  ...policyScenarios,
  ...programScenarios,
  ...signInScenarios,
};

async function under(id: string, choice: string, scenario: Scenario, options: Options = {}) {
  const emulator = await startEmulator({ port: 0, ...options, assumptions: { [id]: choice } });
  try {
    return await scenario(sdk(emulator), emulator);
  } finally {
    await emulator.close();
  }
}

describe("assumptions", () => {
  // These are tried where they need a delay, or have nothing to switch.
  const elsewhere = [
    "balance-created",
    "cascades-meet",
    "count-default",
    "eligibility-order",
    "guid-case",
    "later-items",
    "next-renewal-add",
    "site-time-zone",
    "token-clock",
  ];

  it("have a scenario each, for each alternative", () => {
    const tried = Object.entries(scenarios).map(([id, [, , others]]) => [
      id,
      new Set(Object.keys(others)),
    ]);
    const listed = assumptions
      .filter(({ id }) => !elsewhere.includes(id))
      .map(({ id, alternatives }) => [id, new Set<string>(alternatives)]);
    expect(Object.fromEntries(tried)).toEqual(Object.fromEntries(listed));
  });

  describe.each(Object.entries(scenarios))("%s", (id, [scenario, byDefault, others, options]) => {
    it("by default", async () => {
      const row = assumptions.find((assumption) => assumption.id === id);
      expect(await under(id, given(row?.default), scenario, options)).toEqual(byDefault);
    });

    it.each(Object.entries(others))("as %s", async (choice, expected) => {
      expect(await under(id, choice, scenario, options)).toEqual(expected);
    });
  });

  it.each([
    ["on-activation", 404],
    ["on-provision", undefined],
  ])("balance-created as %s", async (choice, expected) => {
    const emulator = await startEmulator({
      port: 0,
      delayMs: 60_000,
      assumptions: { "balance-created": choice },
    });
    try {
      const { poolId } = await program(sdk(emulator));
      const call = sdk(emulator).balances.getBalance(poolId);
      const status = await call.then(
        () => undefined,
        async (error: unknown) => (await refusalOf(Promise.reject(error))).status,
      );
      expect(status).toBe(expected);
    } finally {
      await emulator.close();
    }
  });

  it("are refused when the table does not have them", () => {
    expect(() => chooseAssumptions({ invented: "yes" })).toThrow('no assumption "invented"');
    expect(() => chooseAssumptions({ "add-again": "maybe" })).toThrow("unchanged, refused");
  });
});
