import { describe, expect, it } from "vitest";
import { given, internalPool, newGuid, poolsOf, yoga } from "./testing/client";
import { advanceClock, setClock } from "./testing/clock";
import { emulated } from "./testing/emulated";
import { add, program } from "./testing/steps";

const delayMs = 1_000;
const { emulator, wix } = await emulated({ delayMs });
await setClock(emulator, { frozen: true });
const settle = () => advanceClock(emulator, { ms: delayMs });

async function begun() {
  const place = await program(wix);
  await settle();
  return place;
}
type Place = Awaited<ReturnType<typeof begun>>;
type Cascade = "IMMEDIATELY" | "NEXT_RENEWAL";

async function update({ poolDefinitionId: id }: Place, change: object, cascade: Cascade) {
  const { revision } = await wix.poolDefinitions.getPoolDefinition(id);
  const whole = { revision: given(revision), ...change };
  await wix.poolDefinitions.updatePoolDefinition(id, whole, { cascade });
}
const amount = (value: string) => ({
  details: { ...yoga("n").details, creditConfiguration: { amount: value } },
});
const remove = ({ poolDefinitionId, programDefinitionId }: Place, cascade: Cascade) =>
  wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(poolDefinitionId, {
    programDefinitionId,
    cascade,
  });
const renew = ({ programId }: Place) =>
  wix.programs.renewProgram(programId, { idempotencyKey: newGuid() });
const statuses = async ({ programId }: Place) =>
  (await poolsOf(wix, programId)).map(({ status }) => status);

describe("a cascade", () => {
  it("IMMEDIATELY leaves the other fields that wait for the renewal", async () => {
    const place = await begun();
    await update(place, amount("20"), "NEXT_RENEWAL");
    await update(place, { displayName: "Renamed" }, "IMMEDIATELY");
    await settle();
    const pool = await internalPool(wix, place.poolId);
    expect(pool).toMatchObject({ displayName: "Renamed", poolDefinitionRevision: "3" });
    expect(pool.renewalAction?.type).toBe("UPDATE");
    await renew(place);
    await settle();
    expect(await internalPool(wix, place.poolId)).toMatchObject({
      details: { creditConfiguration: { amount: "20" } },
      poolDefinitionRevision: "3",
    });
  });

  it("that came later is not undone by the job of an earlier one", async () => {
    const place = await begun();
    await update(place, amount("20"), "IMMEDIATELY");
    await update(place, amount("30"), "NEXT_RENEWAL");
    await settle();
    await renew(place);
    await settle();
    expect((await wix.balances.getBalance(place.poolId)).amount?.available).toBe("30");
  });

  it("gives a pool in the place of one that is about to end", async () => {
    const place = await begun();
    await remove(place, "IMMEDIATELY");
    await add(place, wix);
    await settle();
    expect(await statuses(place)).toEqual(["ENDED", "ACTIVE"]);
  });

  it("during a renewal waits for the next one, also an end and what is added again", async () => {
    const place = await begun();
    await remove(place, "NEXT_RENEWAL");
    await renew(place);
    await add(place, wix);
    await remove(place, "NEXT_RENEWAL");
    await settle();
    expect(await statuses(place)).toEqual(["ENDED", "ACTIVE"]);
    const [, second] = await poolsOf(wix, place.programId);
    expect((await internalPool(wix, given(second?._id))).renewalAction?.type).toBe("END");
  });
});
