import { assumptions } from "@/emulator/assumptions";
import { balanceScenarios } from "@/emulator/testing/balance-scenarios";
import { benefitScenarios } from "@/emulator/testing/benefit-scenarios";
import { bulkScenarios } from "@/emulator/testing/bulk-scenarios";
import type { Sdk } from "@/emulator/testing/client";
import { definitionScenarios } from "@/emulator/testing/definition-scenarios";
import { itemScenarios } from "@/emulator/testing/item-scenarios";
import { programScenarios } from "@/emulator/testing/program-scenarios";
import type { Scenario } from "@/emulator/testing/steps";

/** What can be seen through the SDK of an assumption. */
export interface Observation {
  id: string;
  title: string;
  choice: string;
  scenario: (wix: Sdk) => Promise<unknown>;
  byDefault: unknown;
  others: Record<string, unknown>;
}

const scenarios = {
  ...balanceScenarios,
  ...benefitScenarios,
  ...bulkScenarios,
  ...definitionScenarios,
  ...itemScenarios,
  ...programScenarios,
};

/** Scenarios that the namespace and the member of a run would change. */
export const unobservable: Readonly<Record<string, string>> = {
  "count-bound": "counts all items of the namespace",
  "default-sort": "lists all of the namespace",
  "ended-pool-items": "lists all of the member",
  "foreign-namespace": "needs a second namespace",
  "removed-items": "lists all of the member",
};

/** The scenarios that need nothing but the SDK: no delay, no control of the emulator. */
export const observations: Observation[] = Object.entries(scenarios).flatMap(
  ([id, [scenario, byDefault, others, options]]) => {
    const row = assumptions.find((assumption) => assumption.id === id);
    if (!row || options || scenario.length > 1 || id in unobservable) return [];
    return {
      id,
      title: row.what,
      choice: row.default,
      scenario: only(scenario),
      byDefault,
      others,
    };
  },
);

function only(scenario: Scenario): (wix: Sdk) => Promise<unknown> {
  const unneeded = { url: "", siteId: "", reset() {}, async close() {} };
  return (wix) => scenario(wix, unneeded);
}
