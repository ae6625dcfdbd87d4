import assert from "node:assert/strict";
import { redeemable } from "@/emulator/testing/benefit-steps";
import { given, newGuid, newItem, type Sdk, studio } from "@/emulator/testing/client";
import { NotTried, works } from "../check";

/** A benefit with an item set of its own. */
async function benefit(wix: Sdk) {
  const { poolDefinition, poolDefinitionId, namespace } = await studio(wix);
  const itemSetId = given(poolDefinition.details?.benefits?.[0]?.itemSetId);
  return { namespace, itemSetId, poolDefinitionId, benefitKey: "class" };
}

async function item(wix: Sdk) {
  const place = await benefit(wix);
  const made = await wix.items.createItem(newItem(place.namespace, place.itemSetId));
  return { ...place, made, itemId: given(made._id) };
}

const inSet = (itemSetId: string) => ({ filter: { itemSetId } });

/** Of items, pool definition items and pool items: that each method does what it is for. */
export const itemChecks = [
  works("items.createItem", "puts one into an item set", async ({ wix }) => {
    const { made, itemSetId } = await item(wix);
    assert.equal(made.itemSetId, itemSetId);
  }),
  works("items.bulkCreateItems", "makes several", async ({ wix }) => {
    const { namespace, itemSetId } = await benefit(wix);
    const { bulkActionMetadata } = await wix.items.bulkCreateItems([
      newItem(namespace, itemSetId),
      newItem(namespace, itemSetId),
    ]);
    assert.equal(bulkActionMetadata?.totalSuccesses, 2);
  }),
  works("items.getItem", "gives it", async ({ wix }) => {
    const { made, itemId } = await item(wix);
    assert.equal((await wix.items.getItem(itemId)).externalId, made.externalId);
  }),
  works("items.listItems", "gives a page, with a cursor", async ({ wix, namespace }) => {
    const { itemSetId } = await item(wix);
    await wix.items.createItem(newItem(namespace, itemSetId));
    const { items = [] } = await wix.items.listItems({
      filter: { type: "BY_REFERENCE", namespace },
      cursorPaging: { limit: 1 },
    });
    assert.equal(items.length, 1);
  }),
  works("items.queryItems", "finds those of an item set", async ({ wix }) => {
    const { itemSetId, itemId } = await item(wix);
    const { items } = await wix.items.queryItems().eq("itemSetId", itemSetId).find();
    assert.deepEqual(
      items.map(({ _id }) => _id),
      [itemId],
    );
  }),
  works("items.countItems", "counts those of an item set", async ({ wix }) => {
    const { itemSetId } = await item(wix);
    assert.equal((await wix.items.countItems(inSet(itemSetId))).count, 1);
  }),
  works("items.updateItem", "changes the name", async ({ wix }) => {
    const { itemId, made } = await item(wix);
    const change = { revision: given(made.revision), displayName: "Named" };
    assert.equal((await wix.items.updateItem(itemId, change)).displayName, "Named");
  }),
  works("items.bulkUpdateItems", "changes the fields of a mask", async ({ wix }) => {
    const { itemId, made } = await item(wix);
    const changed = { _id: itemId, revision: given(made.revision), displayName: "Named" };
    const { results } = await wix.items.bulkUpdateItems({
      items: [{ item: changed, fieldMask: ["displayName"] }],
      returnEntity: true,
    });
    assert.equal(results?.[0]?.item?.displayName, "Named");
  }),
  works("items.deleteItem", "deletes it", async ({ wix }) => {
    const { itemId } = await item(wix);
    await wix.items.deleteItem(itemId);
    await assert.rejects(wix.items.getItem(itemId));
  }),
  works("items.bulkDeleteItems", "deletes several", async ({ wix }) => {
    const { itemId } = await item(wix);
    const { bulkActionMetadata } = await wix.items.bulkDeleteItems([itemId]);
    assert.equal(bulkActionMetadata?.totalSuccesses, 1);
  }),
  works(
    "items.bulkDeleteItemsByFilter",
    "deletes what a filter finds, by a job",
    async (target) => {
      const { wix, namespace } = target;
      const { itemSetId, itemId } = await item(wix);
      const { jobId } = await wix.items.bulkDeleteItemsByFilter(namespace, inSet(itemSetId));
      assert.ok(jobId);
      if (target.name === "wix") throw new NotTried("a job was begun; its end is not waited for");
      await assert.rejects(wix.items.getItem(itemId));
    },
  ),
  works(
    "poolDefinitionItems.addItemsToBenefit",
    "adds items, and tells their ids",
    async ({ wix }) => {
      const { itemSetId, ...place } = await benefit(wix);
      const { results } = await wix.poolDefinitionItems.addItemsToBenefit(
        [{ externalId: newGuid() }],
        { poolDefinitionId: place.poolDefinitionId, benefitKey: place.benefitKey },
      );
      const id = given(results?.[0]?.itemMetadata?._id);
      assert.equal((await wix.items.getItem(id)).itemSetId, itemSetId);
    },
  ),
  works("poolDefinitionItems.removeItemsFromBenefit", "removes them", async ({ wix }) => {
    const { made, itemId, poolDefinitionId, benefitKey } = await item(wix);
    const { bulkActionMetadata } = await wix.poolDefinitionItems.removeItemsFromBenefit(
      [{ externalId: given(made.externalId) }],
      { poolDefinitionId, benefitKey },
    );
    assert.equal(bulkActionMetadata?.totalSuccesses, 1);
    await assert.rejects(wix.items.getItem(itemId));
  }),
  works(
    "poolDefinitionItems.queryPoolDefinitionItems",
    "finds an item in its benefit",
    async ({ wix }) => {
      const { itemId, poolDefinitionId } = await item(wix);
      const { items } = await wix.poolDefinitionItems
        .queryPoolDefinitionItems({ fields: ["BENEFIT"] })
        .eq("poolDefinitionId", poolDefinitionId)
        .find();
      assert.deepEqual(
        items.map((one) => one.itemId),
        [itemId],
      );
    },
  ),
  works(
    "poolItems.queryPoolItems",
    "finds an item in the member's pool, with its balance",
    async ({ wix }) => {
      const { memberId, poolId, item: made } = await redeemable(wix);
      const { items } = await wix.poolItems
        .queryPoolItems({ fields: ["BALANCE"] })
        .eq("beneficiary.memberId", memberId)
        .eq("poolId", poolId)
        .find();
      assert.deepEqual(
        items.map((one) => one.itemId),
        [made._id],
      );
      assert.equal(Number(items[0]?.balance?.available), 10);
    },
  ),
];
