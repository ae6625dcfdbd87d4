import { describe, expect, it } from "vitest";
import { redeem, redeemable } from "./testing/benefit-steps";
import { app, enrol, given, newNamespace, poolsOf, refusalOf, studio } from "./testing/client";
import { emulated } from "./testing/emulated";

const { wix } = await emulated();

const lower = (number: number) => `abcdef00-0000-4000-8000-${String(number).padStart(12, "0")}`;
const upper = (number: number) => lower(number).toUpperCase();

describe("a GUID in another letter case", () => {
  it("is the same external id: there is one program definition, and one program", async () => {
    const namespace = newNamespace();
    const create = (externalId: string) =>
      wix.programDefinitions.createProgramDefinition({ namespace, externalId });
    const definition = await create(upper(1));
    expect(definition.externalId).toBe(lower(1));
    expect((await refusalOf(create(lower(1)))).code).toBe("ALREADY_EXISTS");
    const { programDefinitionId, namespace: own } = await studio(wix);
    const provision = (externalProgramId: string) =>
      enrol(
        wix,
        { programDefinitionId: programDefinitionId.toUpperCase() },
        { namespace: own, memberId: upper(3), externalProgramId },
      );
    const { program } = await provision(upper(2));
    expect(program).toMatchObject({ externalId: lower(2), beneficiary: { memberId: lower(3) } });
    await wix.programs.queryPrograms().find();
    expect((await refusalOf(provision(lower(2)))).code).toBe("PROGRAM_ALREADY_EXISTS");
    const key = { externalId: upper(2) };
    const found = await wix.programs.getProgramByExternalIdAndNamespace(own, key);
    expect(found.program?._id).toBe(program?._id);
  });

  it("finds what it names: in a path, a body, a query and a list", async () => {
    const place = await redeemable(wix);
    const poolId = place.poolId.toUpperCase();
    const pool = await wix.pools.getPool(poolId);
    expect(pool._id).toBe(place.poolId);
    const { items } = await wix.pools.queryPools().eq("_id", poolId).find();
    expect(items.map(({ _id }) => _id)).toEqual([place.poolId]);
    const among = wix.pools.queryPools().in("programId", [given(pool.programId).toUpperCase()]);
    expect((await among.find()).items).toHaveLength(1);
    expect((await wix.balances.listBalances({ poolIds: [poolId] })).balances).toHaveLength(1);
    const itemReference = {
      externalId: place.itemReference.externalId.toUpperCase(),
      providerAppId: app.toUpperCase(),
    };
    const asked = { ...place.asked, itemReference };
    await redeem(wix, { ...place, poolId, asked });
    const key = `${app.toUpperCase()}//${place.itemReference.externalId}`;
    const listed = await wix.poolDefinitionItems
      .queryPoolDefinitionItems()
      .eq("itemSearchKey", key)
      .find();
    expect(listed.items).toHaveLength(1);
    expect(await poolsOf(wix, given(pool.programId).toUpperCase())).toHaveLength(1);
  });

  it("is left alone where it is a text", async () => {
    const { poolId, programId } = await redeemable(wix);
    const { revision } = await wix.programs.getProgram(programId);
    const change = { revision: given(revision), displayName: upper(4) };
    expect((await wix.programs.updateProgram(programId, change)).displayName).toBe(upper(4));
    const adjustment = { type: "ADJUST" as const, adjustOptions: { value: "1" } };
    for (const key of [upper(5), lower(5)]) {
      await wix.balances.changeBalance(poolId, key, structuredClone(adjustment));
    }
  });
});
