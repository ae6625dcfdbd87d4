import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "./start";
import { given, newGuid, newItem, newNamespace, refusalOf, type Sdk, sdk } from "./testing/client";

let emulator: RunningEmulator;
let wix: Sdk;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0 });
  wix = sdk(emulator);
});
afterAll(() => emulator.close());

describe("an item", () => {
  it("is created, got, renamed and deleted", async () => {
    const item = newItem(newNamespace(), newGuid());
    const created = await wix.items.createItem({ ...item, category: "class" });
    expect(created).toMatchObject({ ...item, category: "class", revision: "1" });
    const id = given(created._id);
    const renamed = await wix.items.updateItem(id, { revision: "1", displayName: "Tuesday" });
    expect(renamed).toEqual({
      ...created,
      displayName: "Tuesday",
      revision: "2",
      _updatedDate: renamed._updatedDate,
    });
    expect(await wix.items.getItem(id)).toEqual(renamed);
    await wix.items.deleteItem(id);
    for (const call of [wix.items.getItem(id), wix.items.deleteItem(id)]) {
      expect(await refusalOf(call)).toMatchObject({ status: 404, code: "NOT_FOUND" });
    }
  });
});
