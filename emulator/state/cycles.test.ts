import { describe, expect, it } from "vitest";
import { chooseAssumptions } from "../assumptions";
import { app } from "../testing/client";
import { renewInCycles } from "./cycles";
import { details } from "./details";
import { createPoolDefinition } from "./pool-definitions";
import { provisionProgram } from "./programs";
import { runDueJobs } from "./run-jobs";
import { Site } from "./site";
import { Store } from "./store";

const namespace = "n";
const guid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** Programs whose credits come to rest, on a site whose `commit` may fail. */
function siteOf(programs: number, commit: () => void): Site {
  const store = new Store({ realTime: () => 0, commit });
  const site = new Site(store, chooseAssumptions(), 0);
  const rolloverConfiguration = { enabled: true, balanceCap: "25" };
  const { id } = store.transact(() =>
    createPoolDefinition(site, {
      namespace,
      details: details.parse({
        benefits: [{ benefitKey: "class", providerAppId: app }],
        creditConfiguration: { amount: "10", rolloverConfiguration },
      }),
    }),
  );
  for (let number = 0; number < programs; number += 1) {
    store.transact(() =>
      provisionProgram(site, {
        poolDefinitionLookupId: { poolDefinitionId: id },
        beneficiary: { memberId: guid(number), identityType: "MEMBER" },
        namespace,
        externalProgramId: guid(number),
      }),
    );
    runDueJobs(site);
  }
  return site;
}

describe("renewing in cycles", () => {
  const cycles = { every: { months: 0, ms: 86_400_000 }, until: 9_000 * 86_400_000 };

  it("commits some programs at a time, and goes on where it was cut off", () => {
    let commits = 0;
    const whole = siteOf(12, () => (commits += 1));
    commits = 0;
    expect(renewInCycles(whole, cycles)).toBe(12 * 9_000);
    expect(commits).toBeGreaterThan(3);

    let left = Number.POSITIVE_INFINITY;
    const cut = siteOf(12, () => {
      if ((left -= 1) < 0) throw new Error("killed");
    });
    const before = JSON.stringify(cut.store.contents());
    left = 2;
    expect(() => renewInCycles(cut, cycles)).toThrow("killed");
    expect(cut.store.clock()).toBe(0);
    expect(JSON.stringify(cut.store.contents())).not.toBe(before);
    left = Number.POSITIVE_INFINITY;
    renewInCycles(cut, cycles);
    expect(cut.store.contents()).toEqual(whole.store.contents());
    expect(cut.store.clock()).toBe(cycles.until);
  });
});
