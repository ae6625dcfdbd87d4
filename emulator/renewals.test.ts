import { describe, expect, it } from "vitest";
import { given, internalPool, newGuid, poolsOf, yoga } from "./testing/client";
import { program } from "./testing/steps";
import { emulated } from "./testing/emulated";

const { wix } = await emulated();

const renew = (programId: string, idempotencyKey = newGuid()) =>
  wix.programs.renewProgram(programId, { idempotencyKey });
const available = async (poolId: string) =>
  (await wix.balances.getBalance(poolId)).amount?.available;
type Cascade = "IMMEDIATELY" | "NEXT_RENEWAL";

describe("a renewal", () => {
  it("gives the amount and what is left up to the cap, and counts", async () => {
    const { programId, poolId } = await program(wix);
    await renew(programId);
    expect(await available(poolId)).toBe("15");
    await renew(programId);
    expect(await available(poolId)).toBe("15");
    const pool = await wix.pools.getPool(poolId);
    expect(pool).toMatchObject({ renewalCount: 2, status: "ACTIVE" });
  });

  it("of a key that was used answers the same job, without effect", async () => {
    const { programId, poolId } = await program(wix);
    const first = await renew(programId, "march");
    expect(await renew(programId, "march")).toEqual(first);
    expect((await wix.pools.getPool(poolId)).renewalCount).toBe(1);
    await wix.programs.pauseProgram(programId, { idempotencyKey: "march" });
    expect((await renew(programId, "april")).jobId).not.toBe(first.jobId);
  });

  it("applies the UPDATE that waited for it, then gives the new amount", async () => {
    const { programId, poolId, poolDefinitionId } = await program(wix);
    const { details } = yoga("n");
    await wix.poolDefinitions.updatePoolDefinition(
      poolDefinitionId,
      {
        revision: "1",
        displayName: "Yoga+",
        details: { ...details, creditConfiguration: { amount: "2.5" } },
      },
      { cascade: "NEXT_RENEWAL" },
    );
    await renew(programId);
    expect(await available(poolId)).toBe("2.5");
    const pool = await internalPool(wix, poolId);
    expect(pool).toMatchObject({
      displayName: "Yoga+",
      poolDefinitionRevision: "2",
      details: { creditConfiguration: { amount: "2.5" } },
    });
    expect(pool.renewalAction).toBeUndefined();
  });

  it("ends a pool whose END waited for it, without credits, and no other", async () => {
    const place = await program(wix);
    await wix.poolDefinitions.createPoolDefinition(
      { ...yoga(place.namespace), programDefinitionIds: [place.programDefinitionId] },
      { cascade: "IMMEDIATELY" },
    );
    await wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(place.poolDefinitionId, {
      programDefinitionId: place.programDefinitionId,
      cascade: "NEXT_RENEWAL",
    });
    await renew(place.programId);
    const pools = await poolsOf(wix, place.programId);
    expect(pools.map(({ status, renewalCount }) => [status, renewalCount])).toEqual([
      ["ENDED", 0],
      ["ACTIVE", 1],
    ]);
    expect(await available(place.poolId)).toBe("10");
    await renew(place.programId);
    expect((await wix.pools.getPool(place.poolId)).status).toBe("ENDED");
  });

  it.each(["ACTIVE", "PAUSED"] as const)(
    "begins PENDING pools of an %s program",
    async (status) => {
      const { namespace, programDefinitionId, programId } = await program(wix, status);
      const cascade: Cascade = "NEXT_RENEWAL";
      await wix.poolDefinitions.createPoolDefinition(
        { ...yoga(namespace), programDefinitionIds: [programDefinitionId] },
        { cascade },
      );
      await renew(programId);
      const second = given((await poolsOf(wix, programId))[1]);
      expect(second).toMatchObject({ status, renewalCount: 0 });
      expect(await available(given(second._id))).toBe("10");
      await renew(programId);
      expect(await available(given(second._id))).toBe("15");
    },
  );

  it("leaves what the beneficiary's own pool was changed to", async () => {
    const { programId, poolId, pool } = await program(wix);
    const details = { ...yoga("n").details, creditConfiguration: { amount: "4" } };
    await wix.pools.updatePool(poolId, { revision: given(pool.revision), details });
    expect(await available(poolId)).toBe("10");
    await renew(programId);
    expect(await available(poolId)).toBe("4");
  });
});
