import { describe, expect, it } from "vitest";
import { app, enrol, given, internalPool, poolsOf, studio, yoga } from "./testing/client";
import { emulated } from "./testing/emulated";

type Cascade = "IMMEDIATELY" | "NEXT_RENEWAL" | "FUTURE_PROVISIONS";

const { wix } = await emulated();

/** A studio with one active program of one pool. */
async function enrolled(programStatus: "ACTIVE" | "PAUSED" = "ACTIVE") {
  const place = await studio(wix);
  const { namespace, programDefinitionId } = place;
  const options = { namespace, programStatus };
  const { program } = await enrol(wix, { programDefinitionId }, options);
  const programId = given(program?._id);
  const [pool] = await poolsOf(wix, programId);
  return { ...place, programId, poolId: given(pool?._id) };
}

async function added(cascade: Cascade, programStatus?: "PAUSED") {
  const place = await enrolled(programStatus);
  const { _id } = await wix.poolDefinitions.createPoolDefinition(yoga(place.namespace));
  const secondId = given(_id);
  const { programDefinitionId } = place;
  await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(secondId, {
    programDefinitionId,
    cascade,
  });
  return { ...place, secondId, cascade };
}

const laterPools = async (place: { programDefinitionId: string; namespace: string }) => {
  const { programDefinitionId, namespace } = place;
  const { program } = await enrol(wix, { programDefinitionId }, { namespace });
  return poolsOf(wix, given(program?._id));
};

describe("adding a pool definition", () => {
  it("IMMEDIATELY gives existing programs an active pool with credits", async () => {
    const place = await added("IMMEDIATELY");
    const second = (await poolsOf(wix, place.programId))[1];
    expect(second).toMatchObject({
      status: "ACTIVE",
      origin: "CASCADE",
      poolDefinitionRevision: "2",
    });
    expect((await wix.balances.getBalance(given(second?._id))).amount?.available).toBe("10");
    expect(await laterPools(place)).toHaveLength(2);
  });

  it("IMMEDIATELY gives a paused program a paused pool", async () => {
    const { programId } = await added("IMMEDIATELY", "PAUSED");
    const statuses = (await poolsOf(wix, programId)).map(({ status }) => status);
    expect(statuses).toEqual(["PAUSED", "PAUSED"]);
  });

  it("NEXT_RENEWAL leaves existing programs a PENDING pool without credits", async () => {
    const place = await added("NEXT_RENEWAL");
    const second = (await poolsOf(wix, place.programId))[1];
    expect(second).toMatchObject({ status: "PENDING", origin: "CASCADE" });
    const { balances } = await wix.balances.listBalances({ poolIds: [given(second?._id)] });
    expect(balances).toEqual([]);
    expect((await laterPools(place)).map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE"]);
  });

  it("FUTURE_PROVISIONS reaches later programs only", async () => {
    const place = await added("FUTURE_PROVISIONS");
    expect(await poolsOf(wix, place.programId)).toHaveLength(1);
    expect(await laterPools(place)).toHaveLength(2);
  });

  it("by creating it in the program definition does the same", async () => {
    const { namespace, programDefinitionId, programId } = await enrolled();
    const definition = { ...yoga(namespace), programDefinitionIds: [programDefinitionId] };
    await wix.poolDefinitions.createPoolDefinition(definition, { cascade: "IMMEDIATELY" });
    expect(await poolsOf(wix, programId)).toHaveLength(2);
  });

  it("again keeps the pool that lives on, and takes a pending end back", async () => {
    const { poolDefinitionId, programDefinitionId, programId, poolId } = await enrolled();
    await wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(poolDefinitionId, {
      programDefinitionId,
      cascade: "NEXT_RENEWAL",
    });
    expect((await internalPool(wix, poolId)).renewalAction?.type).toBe("END");
    await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(poolDefinitionId, {
      programDefinitionId,
      cascade: "IMMEDIATELY",
    });
    expect((await poolsOf(wix, programId)).map(({ _id }) => _id)).toEqual([poolId]);
    expect((await internalPool(wix, poolId)).renewalAction).toBeUndefined();
  });

  it("IMMEDIATELY begins a pool that was PENDING", async () => {
    const { secondId, programDefinitionId, programId } = await added("NEXT_RENEWAL");
    await wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(secondId, {
      programDefinitionId,
      cascade: "FUTURE_PROVISIONS",
    });
    await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(secondId, {
      programDefinitionId,
      cascade: "IMMEDIATELY",
    });
    const pools = await poolsOf(wix, programId);
    expect(pools.map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE"]);
  });
});

describe("updating a pool definition", () => {
  const details = {
    benefits: [{ benefitKey: "class", providerAppId: app, price: "1" }],
    creditConfiguration: { amount: "20" },
  };
  async function updated(cascade: Cascade, change: object = { displayName: "Yoga+", details }) {
    const place = await enrolled();
    await wix.poolDefinitions.updatePoolDefinition(
      place.poolDefinitionId,
      Object.assign({ revision: "1" }, change),
      { cascade },
    );
    return { ...place, pool: await wix.pools.getPool(place.poolId) };
  }

  it("IMMEDIATELY replaces the details of existing pools and leaves their credits", async () => {
    const { pool, poolId, poolDefinitionId } = await updated("IMMEDIATELY");
    const definition = await wix.poolDefinitions.getPoolDefinition(poolDefinitionId);
    expect(pool).toMatchObject({ displayName: "Yoga+", poolDefinitionRevision: "2" });
    expect(pool.details).toEqual(definition.details);
    const { amount, poolInfo } = await wix.balances.getBalance(poolId);
    expect([amount?.available, poolInfo?.creditAmount]).toEqual(["10", "20"]);
  });

  it("NEXT_RENEWAL leaves existing pools a renewal action, a later one laid over it", async () => {
    const { pool, poolId, poolDefinitionId } = await updated("NEXT_RENEWAL");
    expect(pool).toMatchObject({ displayName: "Yoga", poolDefinitionRevision: "1" });
    expect((await internalPool(wix, poolId)).renewalAction).toMatchObject({
      type: "UPDATE",
      poolDefinitionRevision: "2",
      updateOptions: { displayName: "Yoga+", details: { creditConfiguration: { amount: "20" } } },
    });
    await wix.poolDefinitions.updatePoolDefinition(
      poolDefinitionId,
      { revision: "2", displayName: "Yoga++" },
      { cascade: "NEXT_RENEWAL" },
    );
    expect((await internalPool(wix, poolId)).renewalAction).toMatchObject({
      poolDefinitionRevision: "3",
      updateOptions: { displayName: "Yoga++", details: { creditConfiguration: { amount: "20" } } },
    });
  });

  it("FUTURE_PROVISIONS leaves existing pools, and later ones are made from it", async () => {
    const place = await updated("FUTURE_PROVISIONS");
    expect(place.pool).toMatchObject({ displayName: "Yoga", poolDefinitionRevision: "1" });
    expect((await internalPool(wix, place.poolId)).renewalAction).toBeUndefined();
    const [later] = await laterPools(place);
    expect(later).toMatchObject({ displayName: "Yoga+", poolDefinitionRevision: "2" });
  });

  it("NEXT_RENEWAL does not take back a pending end", async () => {
    const { poolDefinitionId, programDefinitionId, poolId } = await enrolled();
    await wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(poolDefinitionId, {
      programDefinitionId,
      cascade: "NEXT_RENEWAL",
    });
    await wix.poolDefinitions.updatePoolDefinition(
      poolDefinitionId,
      { revision: "2", displayName: "Yoga+" },
      { cascade: "NEXT_RENEWAL" },
    );
    expect((await internalPool(wix, poolId)).renewalAction?.type).toBe("END");
  });

  it("passes on only what it names", async () => {
    const place = await enrolled();
    const { revision } = await wix.pools.getPool(place.poolId);
    const own = { benefits: [{ benefitKey: "class" }], creditConfiguration: { amount: "7" } };
    await wix.pools.updatePool(place.poolId, { revision: given(revision), details: own });
    await wix.poolDefinitions.updatePoolDefinition(
      place.poolDefinitionId,
      { revision: "1", displayName: "Renamed" },
      { cascade: "IMMEDIATELY" },
    );
    const pool = await wix.pools.getPool(place.poolId);
    expect(pool.displayName).toBe("Renamed");
    expect(pool.details?.creditConfiguration?.amount).toBe("7");
  });

  it("of its program definitions adds and removes with the same cascade", async () => {
    const { pool, programId } = await updated("IMMEDIATELY", { programDefinitionIds: [] });
    expect(pool.status).toBe("ENDED");
    expect((await wix.programs.getProgram(programId)).status).toBe("ACTIVE");
  });
});

describe("removing and deleting", () => {
  const ways = {
    "removing the pool definition": (place: Place, cascade: Cascade) =>
      wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(place.poolDefinitionId, {
        programDefinitionId: place.programDefinitionId,
        cascade,
      }),
    "deleting the pool definition": (place: Place, cascade: Cascade) =>
      wix.poolDefinitions.deletePoolDefinition(place.poolDefinitionId, cascade),
    "deleting the program definition": (place: Place, cascade: Cascade) =>
      wix.programDefinitions.deleteProgramDefinition(place.programDefinitionId, {
        cascadeType: cascade,
      }),
  };
  interface Place {
    poolDefinitionId: string;
    programDefinitionId: string;
  }

  describe.each(Object.entries(ways))("%s", (_, way) => {
    it("IMMEDIATELY ends existing pools", async () => {
      const place = await enrolled();
      await way(place, "IMMEDIATELY");
      expect((await internalPool(wix, place.poolId)).status).toBe("ENDED");
      expect((await wix.balances.getBalance(place.poolId)).amount?.available).toBe("10");
    });

    it("NEXT_RENEWAL leaves them a renewal action END", async () => {
      const place = await enrolled();
      await way(place, "NEXT_RENEWAL");
      const pool = await internalPool(wix, place.poolId);
      expect(pool).toMatchObject({ status: "ACTIVE", renewalAction: { type: "END" } });
    });

    it("FUTURE_PROVISIONS leaves them", async () => {
      const place = await enrolled();
      await way(place, "FUTURE_PROVISIONS");
      const pool = await internalPool(wix, place.poolId);
      expect(pool.status).toBe("ACTIVE");
      expect(pool.renewalAction).toBeUndefined();
    });
  });

  it("touches only the program definition it is removed from", async () => {
    const first = await enrolled();
    const { _id } = await wix.programDefinitions.createProgramDefinition({
      namespace: first.namespace,
      externalId: first.poolId,
    });
    const otherId = given(_id);
    await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(first.poolDefinitionId, {
      programDefinitionId: otherId,
      cascade: "IMMEDIATELY",
    });
    const [other] = await laterPools({ ...first, programDefinitionId: otherId });
    await ways["removing the pool definition"](first, "IMMEDIATELY");
    expect((await wix.pools.getPool(first.poolId)).status).toBe("ENDED");
    expect((await wix.pools.getPool(given(other?._id))).status).toBe("ACTIVE");
  });

  it("a PENDING pool NEXT_RENEWAL ends it at once: it would begin at the renewal that ends it", async () => {
    const { secondId, programDefinitionId, programId } = await added("NEXT_RENEWAL");
    await wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(secondId, {
      programDefinitionId,
      cascade: "NEXT_RENEWAL",
    });
    expect((await poolsOf(wix, programId))[1]?.status).toBe("ENDED");
  });

  it("a program definition without cascadeType leaves live pools; its pool definitions leave it", async () => {
    const { poolId, programDefinitionId, poolDefinitionId } = await enrolled();
    await wix.programDefinitions.deleteProgramDefinition(programDefinitionId);
    const pool = await wix.pools.getPool(poolId);
    expect(pool.status).toBe("ACTIVE");
    expect(pool.programDefinition?._id).toBe(programDefinitionId);
    const definition = await wix.poolDefinitions.getPoolDefinition(poolDefinitionId);
    expect(definition).toMatchObject({ programDefinitionIds: [], revision: "2" });
  });
});
