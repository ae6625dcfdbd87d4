import { newItem, newGuid, studio } from "./client";
import { outcome, type Scenarios } from "./steps";

export const itemScenarios: Scenarios = {
  "duplicate-item": [
    async (wix) => {
      const { item } = await studioItem(wix);
      await wix.items.createItem({ ...item });
      return outcome(wix.items.createItem({ ...item }));
    },
    [409, "ALREADY_EXISTS"],
    { accepted: "done" },
  ],
  "unknown-item-set": [
    (wix) => outcome(wix.items.createItem(newItem("n", newGuid()))),
    "done",
    { refused: [404, "NOT_FOUND"] },
  ],
};

async function studioItem(wix: Parameters<typeof studio>[0]) {
  const place = await studio(wix);
  const itemSetId = place.poolDefinition.details?.benefits?.[0]?.itemSetId ?? "";
  return { ...place, item: newItem(place.namespace, itemSetId) };
}
