import { describe, expect, it } from "vitest";
import { startEmulator } from "./start";
import {
  app,
  enrol,
  given,
  newGuid,
  poolsOf,
  raw,
  refusalOf,
  type Sdk,
  sdk,
  sdkAs,
  studio,
} from "./testing/client";
import { setClock } from "./testing/clock";
import { externalLogin, tokens, visitorTokens } from "./testing/sign-in-scenarios";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

const benefitKey = "class";
const all = ["POOL", "PROGRAM", "PROGRAM_DEFINITION", "ITEM", "BENEFIT", "BALANCE"] as const;

/** A member's program with an item in its benefit. */
async function stocked(on: Sdk = wix, memberId = newGuid()) {
  const place = await studio(on);
  const { namespace, programDefinitionId, poolDefinitionId } = place;
  const target = { poolDefinitionId, benefitKey };
  const reference = { externalId: newGuid(), category: "classes" };
  const { results } = await on.poolDefinitionItems.addItemsToBenefit([{ ...reference }], target);
  const itemId = given(results?.[0]?.itemMetadata?._id);
  const { program } = await enrol(on, { programDefinitionId }, { namespace, memberId });
  const [pool] = await poolsOf(on, given(program?._id));
  return { ...place, target, reference, itemId, memberId, program, poolId: given(pool?._id) };
}

const found = async (memberId: string, by: Pick<Sdk, "poolItems"> = wix) =>
  (await by.poolItems.queryPoolItems().eq("beneficiary.memberId", memberId).find()).items;

describe("a pool item", () => {
  it("has an id that follows from pool and item, and what it belongs to", async () => {
    const { memberId, itemId, reference, poolId, program, programDefinition, ...rest } =
      await stocked();
    const [one] = await found(memberId);
    expect(one).toMatchObject({
      ...reference,
      providerAppId: app,
      namespace: rest.namespace,
      poolId,
      programId: program?._id,
      externalProgramId: program?.externalId,
      programDefinitionId: programDefinition._id,
      externalProgramDefinitionId: programDefinition.externalId,
      poolDefinitionId: rest.poolDefinitionId,
      beneficiary: { memberId },
      itemId,
      benefitKey,
      itemSearchKey: `${app}/classes/${reference.externalId}`,
      removed: false,
    });
    for (const field of ["pool", "program", "programDefinition", "itemInfo", "balance"]) {
      expect(one).not.toHaveProperty(field);
    }
    expect((await found(memberId))[0]?._id).toBe(one?._id);
  });

  it("shows more of pool, program, definition, item, benefit and balance when asked", async () => {
    const { memberId, program, programDefinition } = await stocked();
    const of = (fields: (typeof all)[number][]) =>
      wix.poolItems.queryPoolItems({ fields }).eq("beneficiary.memberId", memberId).find();
    const [one] = (await of([...all])).items;
    expect(one).toMatchObject({
      pool: { displayName: "Yoga", status: "ACTIVE", creditConfiguration: { amount: "10" } },
      program: { _id: program?._id, externalId: program?.externalId },
      programDefinition: { _id: programDefinition._id, displayName: "Gold" },
      itemInfo: {},
      benefitInfo: { price: "3", displayName: "Class", benefitKey },
      balance: { available: "10" },
    });
    const shown = {
      POOL: "pool",
      PROGRAM: "program",
      PROGRAM_DEFINITION: "programDefinition",
      ITEM: "itemInfo",
      BENEFIT: "benefitInfo",
      BALANCE: "balance",
    };
    for (const field of all) {
      const [alone = {}] = (await of([field])).items;
      const names = Object.values(shown).filter((name) => name in alone);
      expect(names).toEqual([shown[field]]);
      expect(Reflect.get(alone, shown[field])).toEqual(Reflect.get(given(one), shown[field]));
    }
    expect((await refusalOf(of([...all, "POOL"]))).rules).toEqual(["MAX_SIZE"]);
    const invented = refusalOf(of(["INVENTED" as "POOL"]));
    expect((await invented).rules).toEqual(["INVALID_ENUM_VALUE"]);
  });

  it("is gone from living pools at once when its item is deleted or removed", async () => {
    const { memberId, itemId } = await stocked();
    await wix.items.deleteItem(itemId);
    expect(await found(memberId)).toEqual([]);
    const other = await stocked();
    const { reference, target } = other;
    await wix.poolDefinitionItems.removeItemsFromBenefit([{ ...reference }], target);
    expect(await found(other.memberId)).toEqual([]);
  });

  it("is in living pools too when its item is added later", async () => {
    const { memberId, target } = await stocked();
    await wix.poolDefinitionItems.addItemsToBenefit([{ externalId: newGuid() }], target);
    expect(await found(memberId)).toHaveLength(2);
  });

  it("is found by every field that the query spec lists, newest first", async () => {
    const memberId = newGuid();
    const one = await stocked(wix, memberId);
    const two = await stocked(wix, memberId);
    const items = await found(memberId);
    const times = items.map(({ _createdDate }) => given(_createdDate).getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const item = given(items.find(({ poolId }) => poolId === one.poolId));
    const query = () => wix.poolItems.queryPoolItems().eq("beneficiary.memberId", memberId);
    const queries = [
      query().eq("_id", given(item._id)),
      query().eq("poolId", one.poolId),
      query().eq("programId", given(one.program?._id)),
      query().eq("externalProgramId", given(one.program?.externalId)),
      query().eq("programDefinitionId", one.programDefinitionId),
      query().eq("externalProgramDefinitionId", given(one.programDefinition.externalId)),
      query().eq("poolDefinitionId", one.poolDefinitionId),
      query().eq("itemSearchKey", given(item.itemSearchKey)),
      query().eq("externalId", one.reference.externalId).eq("category", "classes"),
      query().eq("itemSetId", given(item.itemSetId)).eq("benefitKey", benefitKey),
      query().eq("providerAppId", app).ne("namespace", two.namespace),
    ];
    for (const asked of queries) {
      expect((await asked.find()).items.map(({ _id }) => _id)).toEqual([item._id]);
    }
    const elsewhere = wix.poolItems
      .queryPoolItems()
      .eq("beneficiary.memberId", newGuid())
      .eq("poolId", one.poolId);
    expect((await elsewhere.find()).items).toEqual([]);
  });
});

describe("who may see pool items", () => {
  const memberTokens = async (memberId: string) =>
    tokens.parse((await externalLogin(emulator, memberId)).json).access_token;
  const someMember = async (index: number) =>
    given((await wix.members.queryMembers().find()).items[index]?._id);

  it("an app must name the beneficiary, whatever else it names", async () => {
    const { poolId, memberId } = await stocked();
    const refused = { status: 400, rules: ["VALIDATION"] };
    const query = () => wix.poolItems.queryPoolItems();
    expect(await refusalOf(query().find())).toMatchObject(refused);
    expect(await refusalOf(query().eq("poolId", poolId).find())).toMatchObject(refused);
    expect(await refusalOf(query().ne("beneficiary.memberId", memberId).find())).toMatchObject(
      refused,
    );
    expect((await query().in("beneficiary.memberId", [memberId]).find()).items).toHaveLength(1);
  });

  it("a member sees the member's own, and nothing of another, whatever is asked", async () => {
    const [ann, anna] = [await someMember(0), await someMember(1)];
    const [own, foreign] = [await stocked(wix, ann), await stocked(wix, anna)];
    const asAnn = sdkAs(emulator, await memberTokens(ann));
    const ids = async (asked: { find: () => Promise<{ items: { poolId?: string }[] }> }) =>
      (await asked.find()).items.map(({ poolId }) => poolId);
    const query = () => asAnn.poolItems.queryPoolItems();
    expect(await ids(query())).toEqual([own.poolId]);
    expect(await ids(query().eq("beneficiary.memberId", ann))).toEqual([own.poolId]);
    expect(await ids(query().eq("beneficiary.memberId", anna))).toEqual([]);
    expect(await ids(query().eq("poolId", foreign.poolId))).toEqual([]);
    const { json } = await raw(emulator, "/benefit-programs/v1/pool-items/query", {
      body: { query: { filter: { $or: [{ poolId: own.poolId }, { poolId: foreign.poolId }] } } },
      headers: { authorization: await memberTokens(ann) },
    });
    expect(json).toMatchObject({ poolItems: [{ poolId: own.poolId }], metadata: { count: 1 } });
  });

  it("a member may ask which benefits the member's own pools give, and nobody else's", async () => {
    const [ann, anna] = [await someMember(0), await someMember(1)];
    const own = await stocked(wix, ann);
    const { namespace, reference, programDefinitionId } = own;
    await enrol(wix, { programDefinitionId }, { namespace, memberId: anna });
    const asAnn = sdkAs(emulator, await memberTokens(ann));
    const itemReference = { ...reference, providerAppId: app };
    const check = (beneficiary?: { memberId: string }) =>
      asAnn.pools.checkBenefitEligibilityByFilter(namespace, {
        itemReference: { ...itemReference },
        count: 1,
        beneficiary,
      });
    for (const asked of [undefined, { memberId: ann }]) {
      const { results = [] } = await check(asked);
      const pools = results.map(
        ({ benefitResults }) => benefitResults?.[0]?.eligibleBenefitOptions?.poolId,
      );
      expect(pools).toEqual([own.poolId]);
    }
    expect(await refusalOf(check({ memberId: anna }))).toMatchObject({
      status: 403,
      code: "PERMISSION_DENIED",
    });
    const { access_token } = await visitorTokens(emulator);
    const { results } = await sdkAs(emulator, access_token).pools.checkBenefitEligibilityByFilter(
      namespace,
      { itemReference, count: 1 },
    );
    expect(results).toEqual([]);
  });

  it("a visitor sees none, and neither calls what is for apps", async () => {
    const { access_token } = await visitorTokens(emulator);
    const asVisitor = sdkAs(emulator, access_token);
    const refused = { status: 403, code: "PERMISSION_DENIED" };
    expect(await refusalOf(asVisitor.poolItems.queryPoolItems().find())).toMatchObject(refused);
    const asMember = sdkAs(emulator, await memberTokens(await someMember(0)));
    for (const caller of [asVisitor, asMember]) {
      expect(await refusalOf(caller.pools.getPool(newGuid()))).toMatchObject(refused);
      expect(await refusalOf(caller.items.queryItems().find())).toMatchObject(refused);
    }
  });
});

describe("eventual consistency", () => {
  it("on real time shows an item after the delay, though the clock stands", async () => {
    const own = { delayMs: 400, delays: "real", consistency: "eventual" } as const;
    const slow = await startEmulator({ port: 0, ...own });
    try {
      await setClock(slow, { frozen: true });
      const place = await studio(sdk(slow));
      const target = { poolDefinitionId: place.poolDefinitionId, benefitKey };
      await sdk(slow).poolDefinitionItems.addItemsToBenefit([{ externalId: newGuid() }], target);
      const count = async () => {
        const query = sdk(slow).poolDefinitionItems.queryPoolDefinitionItems();
        return (await query.eq("namespace", place.namespace).find()).items.length;
      };
      expect(await count()).toBe(0);
      await expect.poll(count, { timeout: 5_000 }).toBe(1);
    } finally {
      await slow.close();
    }
  });

  it("shows added and removed items after the delay, and at once to who changed them", async () => {
    const slow = await startEmulator({ port: 0, delayMs: 60_000, consistency: "eventual" });
    try {
      const wixSlow = sdk(slow);
      const place = await studio(wixSlow);
      const target = { poolDefinitionId: place.poolDefinitionId, benefitKey };
      const reference = { externalId: newGuid() };
      const count = async (by: Sdk) => {
        const query = by.poolDefinitionItems.queryPoolDefinitionItems();
        return (await query.eq("namespace", place.namespace).find()).items.length;
      };
      const writer = sdk(slow);
      await writer.poolDefinitionItems.addItemsToBenefit([{ ...reference }], target);
      expect([await count(writer), await count(sdk(slow))]).toEqual([1, 0]);
      await writer.poolDefinitionItems.removeItemsFromBenefit([{ ...reference }], target);
      expect([await count(writer), await count(sdk(slow))]).toEqual([0, 0]);
    } finally {
      await slow.close();
    }
  });
});
