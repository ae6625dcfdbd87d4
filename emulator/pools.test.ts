import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  app,
  enrol,
  given,
  newGuid,
  newNamespace,
  poolsOf,
  raw,
  refusalOf,
  studio,
  yoga,
} from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

async function onePool() {
  const place = await studio(wix);
  const { namespace, programDefinitionId } = place;
  const { program } = await enrol(wix, { programDefinitionId }, { namespace });
  const [pool] = await poolsOf(wix, given(program?._id));
  return { ...place, pool: given(pool), id: given(pool?._id), revision: given(pool?.revision) };
}

describe("updating a pool", () => {
  it("renames it and leaves the rest, with the next revision", async () => {
    const { id, revision, pool } = await onePool();
    const updated = await wix.pools.updatePool(id, { revision, displayName: "Yoga courses" });
    expect(updated).toMatchObject({ displayName: "Yoga courses", details: pool.details });
    expect(Number(updated.revision)).toBe(Number(revision) + 1);
    expect(await wix.pools.getPool(id)).toEqual(updated);
  });

  it("replaces details, keeps item sets, and leaves the balance for the next renewal", async () => {
    const { id, revision, pool } = await onePool();
    const details = {
      benefits: [
        { benefitKey: "class", price: "4", additionalData: { a_b: 1 } },
        { benefitKey: "massage", providerAppId: app, price: "9.5" },
      ],
      creditConfiguration: { amount: "50", unitDisplayName: "Credits" },
    };
    const updated = await wix.pools.updatePool(id, { revision, details });
    const [kept, added] = given(updated.details?.benefits);
    expect(kept).toEqual({
      ...details.benefits[0],
      providerAppId: app,
      itemSetId: pool.details?.benefits?.[0]?.itemSetId,
    });
    expect(added?.itemSetId).toMatch(/^[\da-f-]{36}$/);
    const balance = await wix.balances.getBalance(id);
    expect(balance.amount?.available).toBe("10");
    expect(balance.poolInfo).toMatchObject({ creditAmount: "50", status: "ACTIVE" });
  });

  it("is refused with a stale revision, and changes nothing", async () => {
    const { id, revision } = await onePool();
    await wix.pools.updatePool(id, { revision, displayName: "First" });
    const stale = await refusalOf(wix.pools.updatePool(id, { revision, displayName: "Second" }));
    expect(stale).toMatchObject({ status: 409, code: "INVALID_REVISION" });
    expect((await wix.pools.getPool(id)).displayName).toBe("First");
  });

  it("is refused for a pool that is not there, and for what the typings forbid", async () => {
    const { id, revision } = await onePool();
    const gone = wix.pools.updatePool(newGuid(), { revision: "1", displayName: "X" });
    expect(await refusalOf(gone)).toMatchObject({ status: 404, code: "NOT_FOUND" });
    const long = wix.pools.updatePool(id, { revision, displayName: "x".repeat(65) });
    expect(await refusalOf(long)).toMatchObject({
      fields: ["pool.displayName"],
      rules: ["MAX_LENGTH"],
    });
    const priced = { benefits: [{ benefitKey: "class", price: "3" }] };
    const free = await refusalOf(wix.pools.updatePool(id, { revision, details: priced }));
    expect(free.fields).toEqual(["pool.details.benefits[0].price"]);
    const badRevision = await refusalOf(wix.pools.updatePool(id, { revision: "one" }));
    expect(badRevision).toMatchObject({ status: 400, fields: ["pool.revision"] });
  });

  it("cuts a pool definition's longer name to what a pool may have", async () => {
    const namespace = newNamespace();
    const name = "n".repeat(128);
    const definition = { ...yoga(namespace), displayName: name };
    const { _id } = await wix.poolDefinitions.createPoolDefinition(definition);
    const { program } = await enrol(wix, { poolDefinitionId: given(_id) }, { namespace });
    const [pool] = await poolsOf(wix, given(program?._id));
    expect(pool?.displayName).toBe("n".repeat(64));
  });
});

describe("balances", () => {
  it("are got and listed by pool, with what they belong to", async () => {
    const one = await onePool();
    const two = await onePool();
    const { balances } = await wix.balances.listBalances({ poolIds: [one.id, two.id, newGuid()] });
    expect(given(balances).map(({ _id }) => _id)).toEqual([one.id, two.id]);
    expect(balances?.[0]).toEqual(await wix.balances.getBalance(one.id));
    expect(balances?.[0]?.poolInfo).toMatchObject({
      _id: one.id,
      poolDefinitionId: one.poolDefinitionId,
      programDefinitionId: one.programDefinitionId,
      namespace: one.namespace,
      creditAmount: "10",
      externalProgramDefinitionId: one.programDefinition.externalId,
      creditRolloverConfiguration: { enabled: true, balanceCap: "5" },
    });
    expect((await refusalOf(wix.balances.getBalance(newGuid()))).status).toBe(404);
  });

  it("are listed in pages", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) ids.push((await onePool()).id);
    const first = await wix.balances.listBalances({ poolIds: ids, cursorPaging: { limit: 2 } });
    expect(first.metadata).toMatchObject({ count: 2, hasNext: true });
    const second = await wix.balances.listBalances({
      cursorPaging: { cursor: given(first.metadata?.cursors?.next) },
    });
    const listed = [...given(first.balances), ...given(second.balances)];
    expect(listed.map(({ _id }) => _id)).toEqual(ids);
    expect(second.metadata?.cursors?.next).toBeUndefined();
  });

  it("list at most 100 pools, given as GUIDs", async () => {
    const many = wix.balances.listBalances({ poolIds: Array.from({ length: 101 }, newGuid) });
    expect((await refusalOf(many)).rules).toEqual(["MAX_SIZE"]);
    expect((await refusalOf(wix.balances.listBalances({ poolIds: ["x"] }))).rules).toEqual([
      "FORMAT",
    ]);
    const wide = wix.balances.listBalances({ cursorPaging: { limit: 101 } });
    expect((await refusalOf(wide)).rules).toEqual(["MAX"]);
  });

  it("keep every digit, and remember the transaction that filled them", async () => {
    const namespace = newNamespace();
    const { details, ...rest } = yoga(namespace);
    const amount = "99999999999999.9999";
    const { _id } = await wix.poolDefinitions.createPoolDefinition({
      ...rest,
      details: { ...details, creditConfiguration: { amount } },
    });
    const { program } = await enrol(wix, { poolDefinitionId: given(_id) }, { namespace });
    const [pool] = await poolsOf(wix, given(program?._id));
    const balance = await wix.balances.getBalance(given(pool?._id));
    expect(balance.amount?.available).toBe(amount);
    const { json } = await raw(emulator, "/__emulator/export");
    const shape = z.object({ collections: z.object({ transactions: z.array(z.unknown()) }) });
    expect(shape.parse(json).collections.transactions).toContainEqual(
      expect.objectContaining({
        id: balance.lastTransactionId,
        amount,
        source: "EXTERNAL",
        target: "AVAILABLE",
      }),
    );
  });
});
