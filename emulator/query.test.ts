import { z } from "zod";
import { describe, expect, it } from "vitest";
import { startEmulator } from "./start";
import {
  app,
  enrol,
  given,
  newGuid,
  newItem,
  newNamespace,
  raw,
  refusalOf,
  sdk,
  studio,
  yoga,
} from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

async function fill(count: number) {
  const namespace = newNamespace();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { _id } = await wix.programDefinitions.createProgramDefinition({
      namespace,
      externalId: newGuid(),
      displayName: `No. ${index}`,
    });
    ids.push(given(_id));
  }
  return { namespace, ids };
}

const pageShape = z.object({
  programDefinitions: z.array(z.looseObject({ id: z.string(), createdDate: z.string() })),
  metadata: z.object({
    count: z.number(),
    cursors: z.object({ next: z.string().optional(), prev: z.string().optional() }),
    hasNext: z.boolean(),
  }),
});

async function page(query: unknown) {
  const address = "/_api/benefit-programs/v1/program-definitions/query";
  const { status, json } = await raw(emulator, address, { body: { query } });
  if (status !== 200) throw Object.assign(new Error("refused"), { json });
  const { programDefinitions, metadata } = pageShape.parse(json);
  return { ids: programDefinitions.map(({ id }) => id), programDefinitions, metadata };
}

describe("filters through the SDK", () => {
  it("by id, namespace, externalId and time, with every comparison of the builder", async () => {
    const { namespace, ids } = await fill(3);
    const [a, b, c] = ids;
    const query = () => wix.programDefinitions.queryProgramDefinitions().eq("namespace", namespace);
    const all = (await query().find()).items;
    expect(new Set(all.map(({ _id }) => _id))).toEqual(new Set(ids));
    const idsOf = async (found: ReturnType<typeof query>) =>
      (await found.find()).items.map(({ _id }) => _id);
    expect(await idsOf(query().eq("_id", a))).toEqual([a]);
    expect(new Set(await idsOf(query().ne("_id", a)))).toEqual(new Set([b, c]));
    expect(new Set(await idsOf(query().in("_id", [a, c, newGuid()])))).toEqual(new Set([a, c]));
    expect(await idsOf(query().startsWith("externalId", given(all[1]?.externalId)))).toEqual([
      all[1]?._id,
    ]);
    expect(await idsOf(query().exists("externalId", false))).toEqual([]);
    const first = given(all[0]?._createdDate);
    const from = (await idsOf(query().ge("_createdDate", first))).length;
    const after = (await idsOf(query().gt("_createdDate", first))).length;
    const until = (await idsOf(query().le("_createdDate", first))).length;
    const before = (await idsOf(query().lt("_createdDate", first))).length;
    expect([from, before, after + until]).toEqual([3, 0, 3]);
    const sorted = await idsOf(query().descending("externalId"));
    expect(sorted).toEqual([c, b, a]);
  });

  it("by lists: membership, item sets and provider apps", async () => {
    const { namespace, programDefinitionId, poolDefinition, poolDefinitionId } = await studio(wix);
    await wix.poolDefinitions.createPoolDefinition(yoga(namespace));
    const query = () => wix.poolDefinitions.queryPoolDefinitions().eq("namespace", namespace);
    const count = async (found: ReturnType<typeof query>) => (await found.find()).items.length;
    expect(await count(query())).toBe(2);
    expect(await count(query().hasSome("programDefinitionIds", [programDefinitionId]))).toBe(1);
    expect(
      await count(query().hasAll("programDefinitionIds", [programDefinitionId, newGuid()])),
    ).toBe(0);
    expect(await count(query().exists("programDefinitionIds", false))).toBe(1);
    expect(await count(query().eq("details.benefits.providerAppId", app))).toBe(2);
    const itemSetId = poolDefinition.details?.benefits?.[0]?.itemSetId;
    const found = await query().in("details.benefits.itemSetId", [itemSetId]).find();
    expect(found.items.map(({ _id }) => _id)).toEqual([poolDefinitionId]);
  });

  it("by member, program and status of pools, also under their second names", async () => {
    const { namespace, programDefinitionId, poolDefinitionId } = await studio(wix);
    const memberId = newGuid();
    const { program } = await enrol(wix, { programDefinitionId }, { namespace, memberId });
    await enrol(wix, { programDefinitionId }, { namespace });
    const programId = given(program?._id);
    const query = () => wix.pools.queryPools().eq("namespace", namespace);
    const count = async (found: ReturnType<typeof query>) => (await found.find()).items.length;
    expect(await count(query().eq("status", "ACTIVE"))).toBe(2);
    expect(await count(query().eq("beneficiary.memberId", memberId))).toBe(1);
    expect(await count(query().eq("program.id", programId))).toBe(1);
    expect(await count(query().eq("programDefinition.id", programDefinitionId))).toBe(2);
    expect(await count(query().eq("poolDefinitionId", poolDefinitionId))).toBe(2);
    expect(await count(query().exists("beneficiary", true))).toBe(2);
    expect(await count(query().exists("beneficiary.wixUserId", true))).toBe(0);
  });
});

describe("filters that are refused", () => {
  it.each([
    [{ displayName: "Gold" }],
    [{ updatedDate: { $gt: "2024-01-01T00:00:00.000Z" } }],
    [{ namespace: { $contains: "x" } }],
    [{ namespace: { $endsWith: "x" } }],
    [{ namespace: { $in: "x" } }],
    [{ namespace: { $startsWith: 1 } }],
    [{ namespace: { $exists: "yes" } }],
    [{ namespace: 7 }],
    [{ namespace: ["x"] }],
    [{ namespace: {} }],
    [{ createdDate: { $gt: "yesterday" } }],
    [{ createdDate: { $gt: "5" } }],
    [{ createdDate: { $lt: "2024-01-01T00:00:00" } }],
    [{ createdDate: "2024-01-01" }],
    [{ createdDate: { $in: ["2024-02-31T00:00:00Z"] } }],
    [{ namespace: { $isEmpty: "yes" } }],
    [{ $and: {} }],
    [{ $nor: [] }],
    [{ $or: [{ whatever: 1 }] }],
    [{ $not: { constructor: "x" } }],
    ["x"],
  ])("%j", async (filter) => {
    const address = "/benefit-programs/v1/program-definitions/query";
    const { status, json } = await raw(emulator, address, { body: { query: { filter } } });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      details: { validationError: { fieldViolations: [{ field: "query.filter" }] } },
    });
  });

  it("operators that a field does not have", async () => {
    const byEq = raw(emulator, "/benefit-programs/v1/pool-definitions/query", {
      body: { query: { filter: { programDefinitionIds: newGuid() } } },
    });
    expect((await byEq).status).toBe(400);
    const nested = Array.from({ length: 100 }).reduce<object>((inner) => ({ $not: inner }), {});
    await expect(page({ filter: nested })).rejects.toThrow("refused");
  });

  it.each([
    [{ sort: [{ fieldName: "displayName" }] }],
    [{ sort: Array.from({ length: 6 }, () => ({ fieldName: "id" })) }],
    [{ sort: [{ fieldName: "id", order: "UP" }] }],
    [{ cursorPaging: { limit: 101 } }],
    [{ cursorPaging: { limit: 0 } }],
    [{ cursorPaging: { cursor: "x".repeat(16_001) } }],
  ])("%j", async (query) => {
    await expect(page(query)).rejects.toThrow("refused");
  });
});

it("a time is one with its zone, however that is written", async () => {
  const { namespace } = await fill(1);
  const found = async (time: string) =>
    (await page({ filter: { namespace, createdDate: { $lt: time } } })).ids.length;
  const now = Date.now() + 60_000;
  const text = (zoneMs: number) => new Date(now + zoneMs).toISOString().replace("Z", "");
  expect(await found(`${text(0)}Z`)).toBe(1);
  expect(await found(`${text(-7_200_000)}-02:00`)).toBe(1);
  expect(await found(`${text(0)}+02:00`)).toBe(0);
});

describe("lists in an address", () => {
  it.each(["balances", "items"])("of %s take a limit that is a whole number", async (noun) => {
    const status = async (limit: string) => {
      const address = `/benefit-programs/v1/${noun}?cursorPaging.limit=${limit}`;
      return (await raw(emulator, address)).status;
    };
    expect(await status("10")).toBe(200);
    for (const limit of ["0x10", "1e1", "", "1.5", "0", "-1", "%2010"]) {
      expect([limit, await status(limit)]).toEqual([limit, 400]);
    }
  });
});

describe("cursors of items", () => {
  it("may be as long as the typings say, longer than others", async () => {
    const wrong = async (noun: string, length: number) => {
      const body = { query: { cursorPaging: { cursor: "x".repeat(length) } } };
      const { json } = await raw(emulator, `/benefit-programs/v1/${noun}/query`, { body });
      return JSON.stringify(json).includes("MAX_LENGTH");
    };
    expect([await wrong("pool-items", 16_000), await wrong("pool-items", 16_001)]).toEqual([
      false,
      true,
    ]);
    expect([await wrong("items", 64_000), await wrong("items", 64_001)]).toEqual([false, true]);
  });

  it("carry a long filter from page to page", async () => {
    const namespace = newNamespace();
    const itemSetId = newGuid();
    for (const _ of [1, 2]) await wix.items.createItem(newItem(namespace, itemSetId));
    const itemSets = [itemSetId, ...Array.from({ length: 400 }, newGuid)];
    const first = await wix.items.queryItems().in("itemSetId", itemSets).limit(1).find();
    expect(given(first.cursors.next).length).toBeGreaterThan(16_000);
    expect((await first.next()).items).toHaveLength(1);
  });
});

describe("pages", () => {
  it("go through all, forth and back, with the SDK's own next and prev", async () => {
    const { namespace, ids } = await fill(5);
    const first = await wix.programDefinitions
      .queryProgramDefinitions()
      .eq("namespace", namespace)
      .ascending("externalId")
      .limit(2)
      .find();
    const second = await first.next();
    const third = await second.next();
    const idsOf = (found: typeof first) => found.items.map(({ _id }) => _id);
    expect([...idsOf(first), ...idsOf(second), ...idsOf(third)]).toEqual(ids);
    expect([first.hasPrev(), third.hasNext()]).toEqual([false, false]);
    const back = await third.prev();
    expect(idsOf(back)).toEqual(idsOf(second));
    expect(idsOf(await back.prev())).toEqual(idsOf(first));
  });

  it("are 50 long unless said, and carry filter and sort in the cursor alone", async () => {
    const { namespace } = await fill(52);
    const filter = { namespace };
    const sort = [{ fieldName: "externalId", order: "DESC" }];
    const first = await page({ filter, sort });
    expect(first.metadata).toMatchObject({ count: 50, hasNext: true });
    const other = { filter: { namespace: "other" }, sort: [{ fieldName: "id" }] };
    const second = await page({ ...other, cursorPaging: { cursor: first.metadata.cursors.next } });
    expect(second.metadata).toMatchObject({ count: 2, hasNext: false });
    expect(second.metadata.cursors.next).toBeUndefined();
    expect(new Set([...first.ids, ...second.ids]).size).toBe(52);
  });

  it("lose and repeat nothing when entities come and go between them", async () => {
    const { namespace, ids } = await fill(4);
    const sort = [{ fieldName: "externalId", order: "DESC" }];
    const first = await page({ filter: { namespace }, sort, cursorPaging: { limit: 2 } });
    expect(first.ids).toEqual([ids[3], ids[2]]);
    await wix.programDefinitions.deleteProgramDefinition(given(ids[2]));
    await wix.programDefinitions.createProgramDefinition({ namespace, externalId: newGuid() });
    const second = await page({ cursorPaging: { cursor: first.metadata.cursors.next } });
    expect(second.ids).toEqual([ids[1], ids[0]]);
  });

  it("come oldest first when nothing is said", async () => {
    const { namespace, ids } = await fill(4);
    expect((await page({ filter: { namespace } })).ids).toEqual(ids);
  });

  it("refuse a cursor that is forged, cut, from another query or from before a reset", async () => {
    const own = await startEmulator({ port: 0 });
    try {
      const client = sdk(own);
      for (let index = 0; index < 2; index += 1) {
        await client.programDefinitions.createProgramDefinition({
          namespace: "n",
          externalId: newGuid(),
        });
        await client.poolDefinitions.createPoolDefinition(yoga("n"));
      }
      const first = await client.programDefinitions.queryProgramDefinitions().limit(1).find();
      const cursor = given(first.cursors.next);
      const [payload = "", seal = ""] = cursor.split(".");
      const text = Buffer.from(payload, "base64url").toString();
      const forged = `${Buffer.from(text.replace('"limit":1', '"limit":9')).toString("base64url")}.${seal}`;
      expect(forged).not.toBe(cursor);
      const use = (value: string) =>
        client.programDefinitions.queryProgramDefinitions().skipTo(value).find();
      expect((await use(cursor)).items).toHaveLength(1);
      for (const bad of [forged, cursor.slice(0, -3), "2", payload]) {
        const refused = await refusalOf(use(bad));
        expect(refused).toMatchObject({ status: 400, rules: ["VALIDATION"] });
      }
      const foreign = client.poolDefinitions.queryPoolDefinitions().skipTo(cursor).find();
      expect((await refusalOf(foreign)).status).toBe(400);
      own.reset();
      expect((await refusalOf(use(cursor))).status).toBe(400);
    } finally {
      await own.close();
    }
  });
});
