import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Config } from "./config";
import type { RunningEmulator } from "./start";
import { advanceClock, readClock, renewInCycles, setClock } from "./testing/clock";
import { app, enrol, given, raw, type Sdk } from "./testing/client";
import { exported, refusedWith } from "./testing/control";
import { withEmulator } from "./testing/emulated";
import { program } from "./testing/steps";

const running = <T>(
  work: (emulator: RunningEmulator, wix: Sdk) => Promise<T>,
  options: Partial<Config> = {},
) =>
  withEmulator({ seed: "cycles", ...options }, async (wix, emulator) => {
    await setClock(emulator, { now: "2030-01-31T22:15:00Z", frozen: true });
    return work(emulator, wix);
  });

const guid = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, "0")}`;
const benefits = [{ benefitKey: "class", providerAppId: app }];

/** How credits can be configured; without a cap they grow for ever. */
const configurations: ({ amount: string; rolloverConfiguration?: object } | undefined)[] = [
  { amount: "10", rolloverConfiguration: { enabled: true, balanceCap: "25" } },
  { amount: "0.5", rolloverConfiguration: { enabled: true } },
  { amount: "7", rolloverConfiguration: { enabled: false, balanceCap: "3" } },
  { amount: "0", rolloverConfiguration: { enabled: true, balanceCap: "5" } },
  undefined,
];

/** Programs of all kinds, begun on different days, with something waiting for the next renewal. */
async function site(emulator: RunningEmulator, wix: Sdk): Promise<void> {
  const definition = await wix.programDefinitions.createProgramDefinition({
    namespace: "n",
    externalId: guid(1),
  });
  const programDefinitionId = given(definition._id);
  const create = (creditConfiguration: (typeof configurations)[number]) =>
    wix.poolDefinitions.createPoolDefinition(
      {
        namespace: "n",
        details: { benefits, creditConfiguration },
        programDefinitionIds: [programDefinitionId],
      },
      { cascade: "NEXT_RENEWAL" },
    );
  const created = [];
  for (const configuration of configurations) created.push(await create(configuration));
  const ids: string[] = [];
  for (const index of [2, 3, 4, 5]) {
    const { program: begun } = await wix.programs.provisionProgram(
      { programDefinitionId },
      { beneficiary: { memberId: guid(index) }, namespace: "n", externalProgramId: guid(index) },
    );
    ids.push(given(begun?._id));
    await advanceClock(emulator, { duration: "P3DT5H" });
  }
  await wix.programs.pauseProgram(given(ids[2]), { idempotencyKey: "p" });
  await wix.programs.endProgram(given(ids[3]));
  await create({ amount: "4" });
  const [changed, removed] = created;
  await wix.poolDefinitions.updatePoolDefinition(
    given(changed?._id),
    {
      revision: "1",
      displayName: "Later",
      details: { benefits, creditConfiguration: { amount: "2" } },
    },
    { cascade: "NEXT_RENEWAL" },
  );
  await wix.poolDefinitions.deletePoolDefinition(given(removed?._id), "NEXT_RENEWAL");
}

const entity = z.looseObject({ id: z.string() });
const exportShape = z.object({ collections: z.record(z.string(), z.array(entity)) });

/** All that is there but jobs; transactions without their ids, and known by what they say. */
async function entities(emulator: RunningEmulator) {
  const { collections } = exportShape.parse((await raw(emulator, "/__emulator/export")).json);
  const { transactions = [], jobs: _, balances = [], ...rest } = collections;
  const said = new Map(transactions.map(({ id, ...words }) => [id, JSON.stringify(words)]));
  return {
    ...rest,
    transactions: [...said.values()].toSorted((a, b) => a.localeCompare(b)),
    balances: balances.map(({ lastTransactionId, ...balance }) => ({
      ...balance,
      last: said.get(String(lastTransactionId)),
    })),
  };
}

/** Months are counted from the day a program began; a month that is too short has its last day. */
function monthly(begin: Date, until: Date): Date[] {
  const times: Date[] = [];
  for (let month = 1; ; month += 1) {
    const time = new Date(begin);
    time.setUTCDate(1);
    time.setUTCMonth(begin.getUTCMonth() + month);
    const inNext = new Date(time);
    inNext.setUTCMonth(time.getUTCMonth() + 1, 0);
    time.setUTCDate(Math.min(begin.getUTCDate(), inNext.getUTCDate()));
    if (time > until) return times;
    times.push(time);
  }
}

const dayMs = 86_400_000;

async function dayByDay(emulator: RunningEmulator, wix: Sdk, until: Date): Promise<number> {
  const { items } = await wix.programs.queryPrograms().find();
  const due = items
    .filter(({ status }) => status === "ACTIVE")
    .flatMap(({ _id, _createdDate }) =>
      monthly(given(_createdDate), until).map((time) => ({ id: given(_id), time })),
    )
    .toSorted((a, b) => a.time.getTime() - b.time.getTime());
  const begin = Date.parse((await readClock(emulator)).now);
  for (let day = begin; day <= until.getTime(); day += dayMs) {
    await setClock(emulator, { now: new Date(day).toISOString() });
    for (const { id, time } of due) {
      if (time.getTime() < day || time.getTime() >= day + dayMs) continue;
      await setClock(emulator, { now: time.toISOString() });
      await wix.programs.renewProgram(id, { idempotencyKey: time.toISOString() });
      await wix.programs.getProgram(id);
    }
  }
  await setClock(emulator, { now: until.toISOString() });
  return due.length;
}

describe("renewing in cycles", () => {
  it.each(["difference", "expire-and-grant"])(
    "gives what renewing by hand, day by day, gives (%s)",
    async (choice) => {
      const until = new Date("2031-04-30T22:15:00Z");
      const options = { assumptions: { "renewal-transactions": choice } };
      const byHand = await running(async (emulator, wix) => {
        await site(emulator, wix);
        return { renewals: await dayByDay(emulator, wix, until), ...(await entities(emulator)) };
      }, options);
      const atOnce = await running(async (emulator, wix) => {
        await site(emulator, wix);
        const body = { every: "P1M", until: until.toISOString() };
        const { renewals, now, frozen } = await renewInCycles(emulator, body);
        expect([now, frozen]).toEqual([until.toISOString(), true]);
        return { renewals, ...(await entities(emulator)) };
      }, options);
      expect(atOnce.renewals).toBeGreaterThan(25);
      expect(atOnce).toEqual(byHand);
    },
  );

  it("in two calls gives what one gives", async () => {
    const [once, twice] = await Promise.all(
      [["P3Y"], ["P400D", "P1Y"]].map((spans) =>
        running(async (emulator, wix) => {
          await site(emulator, wix);
          const end = "2033-02-13T18:15:00.000Z";
          for (const span of spans.slice(1))
            await renewInCycles(emulator, { every: "P2W", for: span });
          await renewInCycles(emulator, { every: "P2W", until: end });
          return entities(emulator);
        }),
      ),
    );
    expect(twice).toEqual(once);
  });

  it("renews the asked namespace only, and never a program that is not ACTIVE", async () => {
    await running(async (emulator, wix) => {
      const [one, other] = [await program(wix), await program(wix)];
      await renewInCycles(emulator, { every: "P1M", for: "P3M", namespace: one.namespace });
      const counts = [];
      for (const { poolId } of [one, other]) {
        counts.push((await wix.pools.getPool(poolId)).renewalCount);
      }
      expect(counts).toEqual([3, 0]);
    });
  });

  it("runs in its turn what is due in between", async () => {
    await running(
      async (emulator, wix) => {
        const { poolId } = await program(wix);
        const { renewals } = await renewInCycles(emulator, { every: "P1D", for: "P10D" });
        expect(renewals).toBe(6);
        const { renewalCount, _updatedDate } = await wix.pools.getPool(poolId);
        expect(renewalCount).toBe(6);
        expect(_updatedDate?.toISOString()).toBe("2030-02-10T22:15:00.000Z");
      },
      { delayMs: 4.5 * dayMs },
    );
  });

  it("is refused with words before anything changes when it would leave too many transactions", async () => {
    await running(
      async (emulator, wix) => {
        const { programDefinitionId, namespace } = await program(wix);
        for (let index = 0; index < 50; index += 1) {
          await enrol(wix, { programDefinitionId }, { namespace });
        }
        await wix.programs.queryPrograms().find();
        const before = await exported(emulator);
        const body = { every: "P1D", for: "P9990D" };
        const [status, words] = await refusedWith(emulator, "clock/renew", { body });
        expect(status).toBe(409);
        expect(words).toMatch(/more than 1,000,000 transactions.*Nothing was changed.*shorter/);
        expect(await exported(emulator)).toBe(before);
        const { renewals } = await renewInCycles(emulator, { every: "P1D", for: "P2D" });
        expect(renewals).toBe(102);
      },
      { assumptions: { "renewal-transactions": "expire-and-grant" } },
    );
  });

  it.each([
    [400, { every: "P0D", for: "P1Y" }],
    [400, { every: "PT1S", for: "P1Y" }],
    [400, { every: "P1M" }],
    [400, { every: "P1M", for: "P1Y", until: "2040-01-01T00:00:00Z" }],
    [400, { every: "P1Y", for: "P9000Y" }],
    [409, { every: "P1M", until: "2029-01-01T00:00:00Z" }],
  ])("is refused with %i for %j", async (status, body) => {
    await running(async (emulator) => {
      expect((await raw(emulator, "/__emulator/clock/renew", { body })).status).toBe(status);
    });
  });
});
