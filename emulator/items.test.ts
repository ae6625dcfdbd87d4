import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startEmulator } from "./start";
import { app, given, newGuid, newItem, newNamespace, raw, refusalOf, sdk } from "./testing/client";
import { emulated } from "./testing/emulated";

const listed = z.object({ items: z.array(z.object({ id: z.string() })) });

const { emulator, wix } = await emulated();

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

  it.each([
    ["externalId", "not-a-guid", "FORMAT"],
    ["externalId", undefined, "REQUIRED_FIELD"],
    ["itemSetId", undefined, "REQUIRED_FIELD"],
    ["providerAppId", undefined, "REQUIRED_FIELD"],
    ["namespace", undefined, "REQUIRED_FIELD"],
    ["namespace", "n".repeat(21), "MAX_LENGTH"],
    ["category", "c".repeat(21), "MAX_LENGTH"],
    ["displayName", "d".repeat(401), "MAX_LENGTH"],
  ])("is refused with %s %j", async (field, value, rule) => {
    const item = Object.assign(newItem("n", newGuid()), { [field]: value });
    const refused = await refusalOf(wix.items.createItem(item));
    expect(refused).toMatchObject({ status: 400, fields: [`item.${field}`], rules: [rule] });
  });

  it("is not changed with a stale revision, nor in what is immutable", async () => {
    const { _id, ...created } = await wix.items.createItem(newItem(newNamespace(), newGuid()));
    const id = given(_id);
    const change = { revision: "1", displayName: "New", externalId: newGuid(), category: "x" };
    const updated = await wix.items.updateItem(id, change);
    expect(updated).toMatchObject({ displayName: "New", externalId: created.externalId });
    expect(updated.category).toBeUndefined();
    const stale = await refusalOf(wix.items.updateItem(id, { revision: "1", displayName: "Old" }));
    expect(stale).toMatchObject({ status: 409, code: "INVALID_REVISION" });
  });
});

describe("items in bulk", () => {
  it("are created each on its own; entities come when they are asked for", async () => {
    const [one, two] = [newItem(newNamespace(), newGuid()), newItem(newNamespace(), newGuid())];
    const { results = [], bulkActionMetadata } = await wix.items.bulkCreateItems(
      [{ ...one }, { ...two }, { ...one }],
      { returnEntity: true },
    );
    expect(bulkActionMetadata).toMatchObject({ totalSuccesses: 2, totalFailures: 1 });
    expect(results[1]).toMatchObject({ itemMetadata: { originalIndex: 1 }, item: two });
    expect(results[1]?.itemMetadata?._id).toBe(results[1]?.item?._id);
    const failed = results[2]?.itemMetadata;
    expect(failed).toMatchObject({ originalIndex: 2, success: false });
    expect(failed?.error).toMatchObject({
      code: "ALREADY_EXISTS",
      data: { itemId: results[0]?.itemMetadata?._id },
    });
    const plain = await wix.items.bulkCreateItems([newItem("n", newGuid())]);
    expect(plain.results?.[0]).not.toHaveProperty("item");
  });

  it("are at least one and at most 100", async () => {
    const many = Array.from({ length: 101 }, () => newItem("n", newGuid()));
    expect((await refusalOf(wix.items.bulkCreateItems(many))).rules).toEqual(["MAX_SIZE"]);
    expect((await refusalOf(wix.items.bulkCreateItems([]))).rules).toEqual(["MIN_SIZE"]);
    expect((await refusalOf(wix.items.bulkDeleteItems([]))).rules).toEqual(["MIN_SIZE"]);
    expect((await refusalOf(wix.items.bulkUpdateItems({ items: [] }))).rules).toEqual(["MIN_SIZE"]);
  });

  it("are updated in the fields of their masks alone", async () => {
    const { results = [] } = await wix.items.bulkCreateItems([
      newItem("n", newGuid()),
      newItem("n", newGuid()),
    ]);
    const [one = "", two = ""] = results.map(({ itemMetadata }) => itemMetadata?._id ?? "");
    const extendedFields = { namespaces: { app: { color: "red" } } };
    const change = { revision: "1", displayName: "New", extendedFields };
    const { results: updated = [] } = await wix.items.bulkUpdateItems({
      items: [
        { item: { _id: one, ...change }, fieldMask: ["displayName"] },
        { item: { _id: two, ...change }, fieldMask: ["extendedFields"] },
        { item: { _id: newGuid(), ...change }, fieldMask: ["displayName"] },
        { item: { _id: one, ...change }, fieldMask: ["displayName"] },
      ],
      returnEntity: true,
    });
    expect(updated.map(({ item }) => item?.displayName)).toEqual([
      "New",
      "Yoga on Monday",
      undefined,
      undefined,
    ]);
    expect(updated[0]?.item?.extendedFields).toBeUndefined();
    expect(updated[1]?.item?.extendedFields).toEqual(extendedFields);
    const codes = updated.map(({ itemMetadata }) => itemMetadata?.error?.code);
    expect(codes).toEqual([undefined, undefined, "NOT_FOUND", "INVALID_REVISION"]);
  });

  it("are deleted by id, each on its own", async () => {
    const { _id } = await wix.items.createItem(newItem("n", newGuid()));
    const unknown = newGuid();
    const { results = [] } = await wix.items.bulkDeleteItems([given(_id), unknown, given(_id)]);
    expect(results.map(({ itemMetadata }) => [itemMetadata?._id, itemMetadata?.success])).toEqual([
      [_id, true],
      [unknown, false],
      [_id, false],
    ]);
    expect(results[1]?.itemMetadata?.error?.code).toBe("NOT_FOUND");
  });

  it("are deleted by filter in a job, in one namespace alone", async () => {
    const [here, elsewhere, itemSetId] = [newNamespace(), newNamespace(), newGuid()];
    await wix.items.bulkCreateItems([
      newItem(here, itemSetId),
      newItem(here, newGuid()),
      newItem(elsewhere, itemSetId),
    ]);
    const { jobId } = await wix.items.bulkDeleteItemsByFilter(here, { filter: { itemSetId } });
    expect(jobId).toMatch(/^[\da-f-]{36}$/);
    expect((await wix.items.countItems({ filter: { namespace: here } })).count).toBe(1);
    expect((await wix.items.countItems({ filter: { namespace: elsewhere } })).count).toBe(1);
    await wix.items.bulkDeleteItemsByFilter(here);
    expect((await wix.items.countItems({ filter: { namespace: here } })).count).toBe(0);
    const bad = wix.items.bulkDeleteItemsByFilter(here, { filter: { displayName: "x" } });
    expect(await refusalOf(bad)).toMatchObject({ status: 400, rules: ["VALIDATION"] });
    expect((await refusalOf(wix.items.bulkDeleteItemsByFilter(""))).fields).toEqual(["namespace"]);
  });

  it("are deleted by a job only when it is due, and those made later stay", async () => {
    const slow = await startEmulator({ port: 0, delayMs: 60_000 });
    try {
      const namespace = newNamespace();
      await sdk(slow).items.createItem(newItem(namespace, newGuid()));
      await sdk(slow).items.bulkDeleteItemsByFilter(namespace);
      expect((await sdk(slow).items.countItems({ filter: { namespace } })).count).toBe(1);
    } finally {
      await slow.close();
    }
  });
});

describe("looking for items", () => {
  const references = async (namespace: string) => {
    const items = [newItem(namespace, newGuid()), newItem(namespace, newGuid())];
    const { results = [] } = await wix.items.bulkCreateItems([
      ...items.map((item) => ({ ...item })),
      { ...newItem(namespace, newGuid()), category: "course" },
    ]);
    return { items, ids: results.map(({ itemMetadata }) => itemMetadata?._id) };
  };

  it("finds by every field of the query spec", async () => {
    const namespace = newNamespace();
    const { items, ids } = await references(namespace);
    const query = (filter: object) =>
      raw(emulator, "/benefit-programs/v1/items/query", { body: { query: { filter } } });
    const found = async (filter: object) => {
      const { json } = await query({ namespace, ...filter });
      return new Set(listed.parse(json).items.map(({ id }) => id));
    };
    expect(await found({})).toEqual(new Set(ids));
    expect(await found({ externalId: items[1]?.externalId })).toEqual(new Set([ids[1]]));
    expect(await found({ itemSetId: { $in: [items[0]?.itemSetId] } })).toEqual(new Set([ids[0]]));
    expect(await found({ category: "course" })).toEqual(new Set([ids[2]]));
    expect(await found({ category: { $exists: false } })).toEqual(new Set([ids[0], ids[1]]));
    expect(await found({ providerAppId: newGuid() })).toEqual(new Set());
    expect(await found({ id: { $ne: ids[0] } })).toEqual(new Set([ids[1], ids[2]]));
    expect(await query({ displayName: "x" })).toMatchObject({
      status: 400,
      json: { details: { validationError: { fieldViolations: [{ field: "query.filter" }] } } },
    });
  });

  it("gives 50 at a time, up to 1000 when asked, and counts them all", async () => {
    const namespace = newNamespace();
    const batch = () => Array.from({ length: 100 }, () => newItem(namespace, newGuid()));
    for (let times = 0; times < 3; times += 1) await wix.items.bulkCreateItems(batch());
    const page = await wix.items.queryItems().eq("namespace", namespace).find();
    expect(page.items).toHaveLength(50);
    const builder = wix.items.queryItems().eq("namespace", namespace);
    expect((await builder.limit(1000).find()).items).toHaveLength(300);
    expect((await refusalOf(builder.limit(1001).find())).rules).toEqual(["MAX"]);
    expect((await wix.items.countItems({ filter: { namespace } })).count).toBe(300);
    const bad = wix.items.countItems({ filter: { invented: 1 } });
    expect((await refusalOf(bad)).rules).toEqual(["VALIDATION"]);
  });

  it("lists what arrives of the SDK's request: the namespace, without the list of filters", async () => {
    const namespace = newNamespace();
    const { items, ids } = await references(namespace);
    const byReferenceOptions = {
      filters: [{ externalId: given(items[0]).externalId, providerAppId: app }],
    };
    const filter = { type: "BY_REFERENCE" as const, namespace, byReferenceOptions };
    const first = await wix.items.listItems({ filter, cursorPaging: { limit: 2 } });
    expect(first.items).toHaveLength(2);
    const cursor = given(first.metadata?.cursors?.next);
    const second = await wix.items.listItems({ cursorPaging: { cursor } });
    const both = [...given(first.items), ...given(second.items)];
    expect(new Set(both.map(({ _id }) => _id))).toEqual(new Set(ids));
    expect(both).toHaveLength(3);
  });

  it("lists by up to 100 references when the request says all", async () => {
    const namespace = newNamespace();
    const { items, ids } = await references(namespace);
    const asked = async (filter: object) => {
      const r = Buffer.from(JSON.stringify({ filter })).toString("base64url");
      return raw(emulator, `/benefit-programs/v1/items?.r=${r}`);
    };
    const [one, two] = [given(items[0]), given(items[1])];
    const byReference = (filters: object[]) =>
      asked({ type: "BY_REFERENCE", namespace, byReferenceOptions: { filters } });
    const { json } = await byReference([
      { externalId: one.externalId, providerAppId: app },
      { externalId: two.externalId, providerAppId: newGuid() },
    ]);
    expect(json).toMatchObject({ items: [{ id: ids[0] }], metadata: { count: 1 } });
    const bySet = await asked({
      type: "BY_ITEM_SET_ID_AND_REFERENCE",
      byItemSetIdAndReferenceOptions: {
        filters: [{ itemSetId: two.itemSetId, providerAppId: app }],
      },
    });
    expect(bySet.json).toMatchObject({ items: [{ id: ids[1] }], metadata: { count: 1 } });
    const hundred = Array.from({ length: 100 }, () => ({
      externalId: newGuid(),
      providerAppId: app,
    }));
    expect((await byReference(hundred)).json).toMatchObject({ items: [] });
    expect((await byReference([...hundred, ...hundred.slice(0, 1)])).status).toBe(400);
    expect((await byReference([{ externalId: one.externalId }])).status).toBe(400);
  });
});
