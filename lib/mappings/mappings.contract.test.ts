import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { externalIdOf, type MappedKind } from "./external-id";
import {
  bindMapping,
  findMapping,
  KeyTaken,
  keyByWixId,
  keysByWixId,
  releaseMapping,
  reserveMapping,
  searchMappings,
} from "./mappings";

const namespace = "poolkeeper";

async function reserve(key: string, generation = 1, kind: MappedKind = "programs") {
  const attemptId = randomUUID();
  const externalId = externalIdOf(namespace, kind, key, generation);
  const reservation = { namespace, kind, key, generation, externalId };
  await reserveMapping(db(), reservation, attemptId, new Date());
  return attemptId;
}

const search = async (text: string, more: object = {}) => {
  const found = await searchMappings({ text, limit: 10, offset: 0, ...more });
  return found.map((one) => one.key);
};

describe("a key", () => {
  test("is held by one attempt; the next generation is another, once it leads to something", async () => {
    const attemptId = await reserve("order-1");
    for (const generation of [1, 2]) {
      const again = reserve("order-1", generation);
      await expect(again).rejects.toMatchObject({ name: "KeyTaken", holder: { attemptId } });
    }
    await bindMapping(db(), attemptId, randomUUID(), new Date());
    await expect(reserve("order-1")).rejects.toBeInstanceOf(KeyTaken);
    await reserve("order-1", 2);
    await reserve("order-1", 1, "program-definitions");
    expect(await findMapping(namespace, "programs", "order-1")).toMatchObject({ generation: 2 });
    expect(await findMapping(namespace, "programs", "Order-1")).toBeNull();
    expect(await findMapping("elsewhere", "programs", "order-1")).toBeNull();
  });

  test("is released while it leads to nothing, and never after", async () => {
    const attemptId = await reserve("order-2");
    await releaseMapping(db(), attemptId);
    expect(await findMapping(namespace, "programs", "order-2")).toBeNull();
    const bound = await reserve("order-2");
    const wixId = randomUUID();
    await bindMapping(db(), bound, wixId, new Date());
    await releaseMapping(db(), bound);
    expect(await findMapping(namespace, "programs", "order-2")).toMatchObject({ wixId });
    expect(await keyByWixId("programs", wixId)).toEqual({ key: "order-2", generation: 1 });
    expect(await keyByWixId("program-definitions", wixId)).toBeNull();
  });
});

test("the keys of many entities come in one go; an entity without one is left out", async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  await bindMapping(db(), await reserve("many-1"), one, new Date());
  await bindMapping(db(), await reserve("many-1", 2), other, new Date());
  await reserve("many-2");
  const found = await keysByWixId("programs", [one, other, randomUUID()]);
  expect(found).toEqual(
    new Map([
      [one, { key: "many-1", generation: 1 }],
      [other, { key: "many-1", generation: 2 }],
    ]),
  );
});

describe("search", () => {
  const wixId = randomUUID();
  beforeAll(async () => {
    for (const key of ["find 100%", "find 100 more", "find_x", "finder", "Find\\y", "find café"]) {
      await reserve(key.normalize("NFC"));
    }
    await bindMapping(
      db(),
      await reserve("find bound", 1, "program-definitions"),
      wixId,
      new Date(),
    );
  });

  test("finds by how a key begins, in any case and however its accents are written", async () => {
    expect(await search("FIND caf".normalize("NFC"))).toEqual(["find café".normalize("NFC")]);
    expect(await search("find café".normalize("NFD"))).toEqual(["find café".normalize("NFC")]);
    expect(await search("inder")).toEqual([]);
  });

  test("takes every character as it is", async () => {
    expect(await search("find 100%")).toEqual(["find 100%"]);
    expect(await search("find_")).toEqual(["find_x"]);
    expect(await search("find\\")).toEqual(["Find\\y"]);
    expect(await search("%")).toEqual([]);
    expect(await search("find 100%\0")).toEqual(["find 100%"]);
  });

  test("finds by externalId and by Wix id", async () => {
    expect(await search(wixId)).toEqual(["find bound"]);
    expect(await search(externalIdOf(namespace, "programs", "finder"))).toEqual(["finder"]);
    expect(await search(randomUUID())).toEqual([]);
  });

  test("by kind and namespace; newest first, page by page, with one more where there is a next", async () => {
    expect(await search("find", { kind: "program-definitions" })).toEqual(["find bound"]);
    expect(await search("find", { namespace: "elsewhere" })).toEqual([]);
    const all = await search("find", { limit: 100 });
    expect(all[0]).toBe("find bound");
    expect(all).toHaveLength(7);
    const first = await search("find", { limit: 3 });
    const second = await search("find", { limit: 3, offset: 3 });
    expect([...first.slice(0, 3), ...second.slice(0, 3)]).toEqual(all.slice(0, 6));
    expect(first).toHaveLength(4);
    expect(await search("find", { limit: 3, offset: 6 })).toHaveLength(1);
  });
});
