import type { RunningEmulator } from "../start";
import { given, newItem, newGuid, type Sdk, sdkAs, studio } from "./client";
import { externalLogin, tokens } from "./sign-in-scenarios";
import { outcome, program, type Scenarios } from "./steps";

export const itemScenarios: Scenarios = {
  "count-bound": [
    async (wix) => {
      const items = Array.from({ length: 100 }, () => newItem("n", newGuid()));
      await wix.items.bulkCreateItems(items);
      await wix.items.createItem(newItem("n", newGuid()));
      return counted(wix);
    },
    101,
    { "100": [428, "TOO_MANY_TO_COUNT"] },
  ],
  "duplicate-item": [
    async (wix) => {
      const { item } = await studioItem(wix);
      await wix.items.createItem({ ...item });
      return outcome(wix.items.createItem({ ...item }));
    },
    [409, "ALREADY_EXISTS"],
    { accepted: "done" },
  ],
  "ended-pool-items": [
    async (wix) => {
      const place = await program(wix);
      const { poolDefinitionId } = place;
      await addOne(wix, place);
      await wix.poolDefinitions.deletePoolDefinition(poolDefinitionId, "IMMEDIATELY");
      return (await itemsOfMember(wix, given(place.pool.beneficiary?.memberId))).length;
    },
    1,
    { gone: 0 },
  ],
  "foreign-member-filter": [
    async (wix, emulator) => {
      const place = await program(wix);
      await addOne(wix, place);
      const member = await signedIn(wix, emulator);
      const memberId = given(place.pool.beneficiary?.memberId);
      return itemsOfMember(member, memberId).catch((error: unknown) =>
        outcome(Promise.reject(error)),
      );
    },
    [],
    { forbidden: [403, "PERMISSION_DENIED"] },
  ],
  "foreign-provider-app": [
    async (wix) => outcome(addOne(wix, await program(wix))),
    "done",
    { forbidden: [403, "PERMISSION_DENIED"] },
  ],
  "pool-items-scope": [
    (wix) => outcome(wix.poolItems.queryPoolItems().find()),
    [400, "VALIDATION"],
    { forbidden: [403, "PERMISSION_DENIED"], accepted: "done" },
  ],
  "removed-items": [
    async (wix) => {
      const place = await program(wix);
      const { results = [] } = await addOne(wix, place);
      await wix.items.deleteItem(given(results[0]?.itemMetadata?._id));
      const memberId = given(place.pool.beneficiary?.memberId);
      return (await itemsOfMember(wix, memberId)).map(({ removed }) => removed);
    },
    [],
    { kept: [true] },
  ],
  "unknown-item-set": [
    (wix) => outcome(wix.items.createItem(newItem("n", newGuid()))),
    "done",
    { refused: [404, "NOT_FOUND"] },
  ],
};

async function studioItem(wix: Sdk) {
  const place = await studio(wix);
  const itemSetId = place.poolDefinition.details?.benefits?.[0]?.itemSetId ?? "";
  return { ...place, item: newItem(place.namespace, itemSetId) };
}

const counted = (wix: Sdk) =>
  wix.items.countItems().then(
    ({ count }) => count,
    (error: unknown) => outcome(Promise.reject(error)),
  );

const addOne = (wix: Sdk, { poolDefinitionId }: { poolDefinitionId: string }) =>
  wix.poolDefinitionItems.addItemsToBenefit([{ externalId: newGuid() }], {
    poolDefinitionId,
    benefitKey: "class",
  });

const itemsOfMember = async (wix: Pick<Sdk, "poolItems">, memberId: string) =>
  (await wix.poolItems.queryPoolItems().eq("beneficiary.memberId", memberId).find()).items;

async function signedIn(wix: Sdk, emulator: RunningEmulator) {
  const { items } = await wix.members.queryMembers().limit(1).find();
  const { json } = await externalLogin(emulator, given(items[0]?._id));
  return sdkAs(emulator, tokens.parse(json).access_token);
}
