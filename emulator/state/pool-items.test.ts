import { expect, it } from "vitest";
import { chooseAssumptions } from "../assumptions";
import { parseFilter } from "../filter";
import { fieldRules } from "../query";
import { selected } from "../select";
import { benefit, details } from "./details";
import { guidOf } from "./ids";
import { putItem } from "./items";
import { poolItems } from "./pool-items";
import { Site } from "./site";
import { Store } from "./store";

const rules = fieldRules({ all: ["beneficiary.memberId", "poolId", "programId"] });
const horizon = "2030-01-01T00:00:00.000Z";

/** A site with as many programs as a studio has in years, each with one pool. */
function largeSite(programs: number): Site {
  const store = new Store({ realTime: () => 1_700_000_000_000, commit: () => undefined });
  const site = new Site(store, chooseAssumptions(), 0);
  store.clear("large");
  store.transact(() => {
    const itemSetId = guidOf("set");
    for (const name of ["a", "b", "c"]) {
      const reference = { externalId: guidOf(name), providerAppId: guidOf("app") };
      putItem(site, { ...reference, itemSetId, namespace: "n" });
    }
    const at = { revision: "1", createdDate: store.now, updatedDate: store.now };
    const benefits = [{ ...benefit.parse({ benefitKey: "class" }), itemSetId }];
    const shown = { ...details.parse({}), benefits };
    for (let index = 0; index < programs; index += 1) {
      const [programId, memberId] = [guidOf("program", `${index}`), guidOf("member", `${index}`)];
      const beneficiary = { memberId, identityType: "MEMBER" };
      const shared = { ...at, beneficiary, namespace: "n" };
      const status = "ACTIVE" as const;
      site.programs.put({ ...shared, status, id: programId, externalId: programId });
      site.pools.put({
        ...shared,
        status,
        id: guidOf("pool", `${index}`),
        poolDefinitionId: guidOf("definition"),
        programId,
        origin: "PROVISION",
        details: shown,
        poolDefinitionRevision: "1",
        renewalCount: 0,
      });
    }
  });
  return site;
}

it("pool items of one of 20,000 programs are found without looking at the others", () => {
  const site = largeSite(20_000);
  const memberId = guidOf("member", "7777");
  const source = poolItems(site, { kind: "APP" }, horizon);
  const filters = [
    { "beneficiary.memberId": memberId },
    { "beneficiary.memberId": memberId, poolId: guidOf("pool", "7777") },
    { "beneficiary.memberId": { $in: [memberId] }, programId: guidOf("program", "7777") },
  ];
  const started = performance.now();
  for (let times = 0; times < 100; times += 1) {
    for (const filter of filters) {
      expect(selected(source, parseFilter(filter, rules))).toHaveLength(3);
    }
  }
  // A look at all of them would take many seconds.
  expect(performance.now() - started).toBeLessThan(1_500);
}, 30_000);
