import { describe, expect, it } from "vitest";
import { app, given, newGuid, newItem, raw, refusalOf, studio, yoga } from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

const benefitKey = "class";
const all = ["POOL_DEFINITION", "PROGRAM_DEFINITION", "BENEFIT", "ITEM"] as const;

/** A pool definition in a program definition, with an item in its benefit. */
async function stocked() {
  const place = await studio(wix);
  const { poolDefinitionId } = place;
  const reference = { externalId: newGuid(), category: "classes" };
  const target = { poolDefinitionId, benefitKey };
  const added = await wix.poolDefinitionItems.addItemsToBenefit([{ ...reference }], target);
  const itemId = given(added.results?.[0]?.itemMetadata?._id);
  return { ...place, reference, target, itemId };
}

const found = async (poolDefinitionId: string) =>
  (
    await wix.poolDefinitionItems
      .queryPoolDefinitionItems()
      .eq("poolDefinitionId", poolDefinitionId)
      .find()
  ).items;

describe("items of a benefit", () => {
  it("are added as items of its set and app, in its namespace", async () => {
    const { itemId, reference, namespace, poolDefinition } = await stocked();
    expect(await wix.items.getItem(itemId)).toMatchObject({
      ...reference,
      namespace,
      itemSetId: poolDefinition.details?.benefits?.[0]?.itemSetId,
      providerAppId: app,
    });
  });

  it("are added each on its own: one that is there already fails alone", async () => {
    const { target, reference, itemId } = await stocked();
    const fresh = { externalId: newGuid() };
    const { results = [], bulkActionMetadata } = await wix.poolDefinitionItems.addItemsToBenefit(
      [{ ...reference }, { ...fresh }, { externalId: reference.externalId }],
      target,
    );
    expect(bulkActionMetadata).toMatchObject({ totalSuccesses: 2, totalFailures: 1 });
    expect(results[0]?.itemMetadata).toMatchObject({
      _id: itemId,
      originalIndex: 0,
      success: false,
      error: { code: "ALREADY_EXISTS" },
    });
    expect(results[1]?.itemMetadata).toMatchObject({ originalIndex: 1, success: true });
    expect(await found(target.poolDefinitionId)).toHaveLength(3);
  });

  it("are removed each on its own, and are gone from items and queries", async () => {
    const { target, reference, itemId } = await stocked();
    const { results = [] } = await wix.poolDefinitionItems.removeItemsFromBenefit(
      [{ externalId: newGuid() }, { ...reference }],
      target,
    );
    expect(results[0]?.itemMetadata?.error?.code).toBe("NOT_FOUND");
    expect(results[1]?.itemMetadata).toMatchObject({ _id: itemId, success: true });
    expect(await found(target.poolDefinitionId)).toEqual([]);
    expect((await refusalOf(wix.items.getItem(itemId))).status).toBe(404);
  });

  it("are refused as a whole for an unknown benefit, and beyond the limits", async () => {
    const { target } = await stocked();
    const { addItemsToBenefit, removeItemsFromBenefit } = wix.poolDefinitionItems;
    for (const change of [addItemsToBenefit, removeItemsFromBenefit]) {
      const refused = (references: { externalId: string }[], to = target) =>
        refusalOf(change(references, to));
      const one = [{ externalId: newGuid() }];
      for (const to of [
        { ...target, benefitKey: "massage" },
        { ...target, poolDefinitionId: newGuid() },
      ]) {
        expect(await refused([...one], to)).toMatchObject({
          status: 404,
          code: "POOL_DEFINITION_BENEFIT_NOT_FOUND",
        });
      }
      const many = Array.from({ length: 101 }, () => ({ externalId: newGuid() }));
      expect((await refused(many)).rules).toEqual(["MAX_SIZE"]);
      expect((await refused([])).rules).toEqual(["MIN_SIZE"]);
      expect((await refused([{ externalId: "x" }])).rules).toEqual(["FORMAT"]);
      const long = { ...target, benefitKey: "k".repeat(65) };
      expect((await refused([...one], long)).rules).toEqual(["MAX_LENGTH"]);
    }
  });
});

describe("a pool definition item", () => {
  it("has an id that follows from pool definition and item, and what it belongs to", async () => {
    const { poolDefinitionId, itemId, reference, namespace, programDefinition, poolDefinition } =
      await stocked();
    const [one] = await found(poolDefinitionId);
    expect(one).toMatchObject({
      ...reference,
      providerAppId: app,
      namespace,
      poolDefinitionId,
      itemId,
      itemSetId: poolDefinition.details?.benefits?.[0]?.itemSetId,
      benefitKey,
      itemSearchKey: `${app}/classes/${reference.externalId}`,
      programDefinitions: [
        { _id: programDefinition._id, externalId: programDefinition.externalId },
      ],
      removed: false,
      revision: "1",
    });
    for (const field of ["poolDefinition", "benefitInfo", "itemInfo"]) {
      expect(one).not.toHaveProperty(field);
    }
    await wix.items.updateItem(itemId, { revision: "1", displayName: "Yoga on Sunday" });
    const [later] = await found(poolDefinitionId);
    expect(later).toMatchObject({ _id: one?._id, revision: "2" });
  });

  it("shows more of pool definition, program definition, benefit and item when asked", async () => {
    const { poolDefinitionId, itemId } = await stocked();
    await wix.items.updateItem(itemId, { revision: "1", displayName: "Yoga on Sunday" });
    const of = (fields: (typeof all)[number][]) =>
      wix.poolDefinitionItems
        .queryPoolDefinitionItems({ fields })
        .eq("poolDefinitionId", poolDefinitionId)
        .find();
    const { items } = await of([...all]);
    expect(items[0]).toMatchObject({
      poolDefinition: { displayName: "Yoga", creditConfiguration: { amount: "10" } },
      programDefinitions: [{ displayName: "Gold" }],
      benefitInfo: { price: "3", displayName: "Class" },
      itemInfo: { displayName: "Yoga on Sunday" },
    });
    const [named] = (await of(["ITEM"])).items;
    expect(named).toHaveProperty("itemInfo");
    expect(named).not.toHaveProperty("benefitInfo");
    expect((await refusalOf(of([...all, "ITEM"]))).rules).toEqual(["MAX_SIZE"]);
    const invented = refusalOf(of(["INVENTED" as "ITEM"]));
    expect((await invented).rules).toEqual(["INVALID_ENUM_VALUE"]);
  });

  it("is found by every field that the query spec lists, and by no other", async () => {
    const { poolDefinitionId, reference, namespace, programDefinition } = await stocked();
    const [other, one] = [await stocked(), given((await found(poolDefinitionId))[0])];
    const query = () => wix.poolDefinitionItems.queryPoolDefinitionItems();
    const { externalId } = reference;
    const queries: { find: () => Promise<{ items: { _id?: string }[] }> }[] = [
      query().eq("_id", one._id),
      query().eq("externalId", externalId),
      query().eq("itemSearchKey", given(one.itemSearchKey)),
      query().eq("itemSetId", one.itemSetId),
      query().eq("namespace", namespace).eq("benefitKey", benefitKey),
      query().eq("category", "classes").in("namespace", [namespace]),
      query().eq("programDefinitions.id", programDefinition._id),
      query().in("programDefinitions.externalId", [programDefinition.externalId]),
      query()
        .eq("providerAppId", app)
        .ne("poolDefinitionId", other.poolDefinitionId)
        .eq("externalId", externalId),
    ];
    for (const asked of queries) {
      expect((await asked.find()).items.map(({ _id }) => _id)).toEqual([one._id]);
    }
    const named = query().eq("itemInfo.displayName" as "_id", "x");
    expect((await refusalOf(named.find())).rules).toEqual(["VALIDATION"]);
    for (const operator of ["$hasSome", "$hasAll"]) {
      const filter = { "programDefinitions.id": { [operator]: [programDefinition._id] } };
      const path = "/benefit-programs/v1/pool-definition-items/query";
      const { json } = await raw(emulator, path, { body: { query: { filter } } });
      expect(json).toMatchObject({
        poolDefinitionItems: [{ id: one._id }],
        metadata: { count: 1 },
      });
    }
  });

  it("comes in pages of up to 1000, each once", async () => {
    const place = await studio(wix);
    const target = { poolDefinitionId: place.poolDefinitionId, benefitKey };
    const references = () => Array.from({ length: 100 }, () => ({ externalId: newGuid() }));
    for (let times = 0; times < 2; times += 1) {
      await wix.poolDefinitionItems.addItemsToBenefit(references(), target);
    }
    const query = wix.poolDefinitionItems
      .queryPoolDefinitionItems()
      .eq("namespace", place.namespace);
    const ids: (string | undefined)[] = [];
    let page = await query.limit(70).find();
    ids.push(...page.items.map(({ _id }) => _id));
    while (page.hasNext()) {
      page = await page.next();
      ids.push(...page.items.map(({ _id }) => _id));
    }
    expect(new Set(ids).size).toBe(200);
    expect(ids).toHaveLength(200);
    expect((await query.limit(1000).find()).items).toHaveLength(200);
    expect((await refusalOf(query.limit(1001).find())).rules).toEqual(["MAX"]);
  });

  it("is there too for an item that was created in the set of a benefit", async () => {
    const { namespace, poolDefinition, poolDefinitionId } = await studio(wix);
    const itemSetId = given(poolDefinition.details?.benefits?.[0]?.itemSetId);
    const { _id } = await wix.items.createItem(newItem(namespace, itemSetId));
    expect((await found(poolDefinitionId)).map(({ itemId }) => itemId)).toEqual([_id]);
    const second = await wix.poolDefinitions.createPoolDefinition(yoga(namespace));
    expect(await found(given(second._id))).toEqual([]);
  });
});
