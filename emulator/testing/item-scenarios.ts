import { newItem, newGuid, type Sdk, studio } from "./client";
import { outcome, type Scenarios } from "./steps";

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
