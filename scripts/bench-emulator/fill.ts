import { withDefaults } from "../../emulator/config";
import { Emulator } from "../../emulator/emulator";
import { details } from "../../emulator/state/details";
import { createItem } from "../../emulator/state/items";
import { createPoolDefinition } from "../../emulator/state/pool-definitions";
import { provisionProgram } from "../../emulator/state/programs";
import { runDueJobs } from "../../emulator/state/run-jobs";
import { memberOf, namespace, provider } from "./names";

/** `fill.ts <folder> <programs>`: writes a journal of programs with a pool, a balance and a transaction each. */
const [data, count] = process.argv.slice(2);
const emulator = new Emulator(withDefaults({ data, seed: "bench" }));
const { site } = emulator;
const poolDefinition = site.store.transact(() =>
  createPoolDefinition(site, {
    namespace,
    displayName: "Yoga",
    programDefinitionIds: [],
    details: details.parse({
      benefits: [{ benefitKey: "class", providerAppId: provider, price: "1" }],
      // After one renewal there is no more to roll over: the balance is at rest.
      creditConfiguration: {
        amount: "1000000",
        rolloverConfiguration: { enabled: true, balanceCap: "500000" },
      },
    }),
  }),
);
const itemSetId = poolDefinition.details.benefits?.[0]?.itemSetId ?? "";
const item = { namespace, itemSetId, externalId: memberOf(0), providerAppId: provider };
site.store.transact(() => createItem(site, item));
for (let number = 0; number < Number(count); number += 1) {
  site.store.transact(() =>
    provisionProgram(site, {
      poolDefinitionLookupId: { poolDefinitionId: poolDefinition.id },
      beneficiary: { memberId: memberOf(number), identityType: "MEMBER" },
      namespace,
      externalProgramId: memberOf(number),
      displayName: `No. ${number}`,
    }),
  );
  runDueJobs(site);
}
emulator.close();
