import { app, given, newGuid, type Sdk, sdk, studio, yoga } from "@/emulator/testing/client";
import { NotTried, type Refusal } from "../check";
import type { Target } from "../target";

type Cascade = "UNKNOWN_CASCADE" | undefined;

const ways: Record<string, (wix: Sdk, cascade: Cascade) => Promise<unknown>> = {
  "poolDefinitions.updatePoolDefinition": async (wix, cascade) => {
    const { poolDefinition, poolDefinitionId } = await studio(wix);
    const details = { benefits: [{ benefitKey: "class", providerAppId: app }] };
    const change = { revision: given(poolDefinition.revision), details };
    return wix.poolDefinitions.updatePoolDefinition(poolDefinitionId, change, { cascade });
  },
  "poolDefinitions.bulkUpdatePoolDefinitions": async (wix, cascade) => {
    const { poolDefinition, poolDefinitionId } = await studio(wix);
    const change = {
      _id: poolDefinitionId,
      revision: given(poolDefinition.revision),
      details: { benefits: [{ benefitKey: "class", providerAppId: app }] },
    };
    const poolDefinitions = [{ poolDefinition: change, fieldMask: ["details"] }];
    return wix.poolDefinitions.bulkUpdatePoolDefinitions({ poolDefinitions, cascade });
  },
  "poolDefinitions.addPoolDefinitionToProgramDefinition": async (wix, cascade) => {
    const { programDefinitionId, namespace } = await studio(wix);
    const { _id } = await wix.poolDefinitions.createPoolDefinition(yoga(namespace));
    const options = Object.assign({ programDefinitionId }, { cascade });
    return Reflect.apply(wix.poolDefinitions.addPoolDefinitionToProgramDefinition, undefined, [
      _id,
      options,
    ]);
  },
  "poolDefinitions.removePoolDefinitionFromProgramDefinition": async (wix, cascade) => {
    const { programDefinitionId, poolDefinitionId } = await studio(wix);
    const options = { programDefinitionId, cascade };
    return Reflect.apply(wix.poolDefinitions.removePoolDefinitionFromProgramDefinition, undefined, [
      poolDefinitionId,
      options,
    ]);
  },
};

const cascadeRefusals: Refusal[] = Object.entries(ways).flatMap(([method, call]) => [
  {
    method,
    code: "cascade_is_required",
    status: 400,
    cause: "no cascade",
    run: ({ wix }: Target) => call(wix, undefined),
  },
  {
    method,
    code: "cascade_value_not_supported",
    status: 400,
    cause: "UNKNOWN_CASCADE",
    run: ({ wix }: Target) => call(wix, "UNKNOWN_CASCADE"),
  },
]);

const noBenefit = async (wix: Sdk) => ({
  poolDefinitionId: (await studio(wix)).poolDefinitionId,
  benefitKey: "none",
});

/** Of pool definitions and items. */
export const definitionRefusals: Refusal[] = [
  ...cascadeRefusals,
  {
    method: "poolDefinitionItems.addItemsToBenefit",
    code: "POOL_DEFINITION_BENEFIT_NOT_FOUND",
    status: 404,
    cause: "a benefit that the pool definition has not",
    run: async ({ wix }) =>
      wix.poolDefinitionItems.addItemsToBenefit([{ externalId: newGuid() }], await noBenefit(wix)),
  },
  {
    method: "poolDefinitionItems.removeItemsFromBenefit",
    code: "POOL_DEFINITION_BENEFIT_NOT_FOUND",
    status: 404,
    cause: "a benefit that the pool definition has not",
    run: async ({ wix }) =>
      wix.poolDefinitionItems.removeItemsFromBenefit(
        [{ externalId: newGuid() }],
        await noBenefit(wix),
      ),
  },
  {
    method: "items.countItems",
    code: "TOO_MANY_TO_COUNT",
    status: 428,
    cause: "more items than are counted",
    run: async ({ other }) => {
      if (!other) throw new NotTried("it takes more items than a test should make");
      const wix = sdk(await other({ assumptions: { "count-bound": "100" } }));
      const items = Array.from({ length: 100 }, () => ({
        namespace: "n",
        itemSetId: newGuid(),
        externalId: newGuid(),
        providerAppId: app,
      }));
      await wix.items.bulkCreateItems(items);
      await wix.items.bulkCreateItems(
        items.slice(0, 1).map((one) => ({ ...one, externalId: newGuid() })),
      );
      return wix.items.countItems({ filter: {} });
    },
  },
];
