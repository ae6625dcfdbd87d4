import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Big from "big.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { withDefaults } from "./config";
import { Emulator } from "./emulator";
import { seededState } from "./seed/seeded-state";
import { type RunningEmulator, startEmulator } from "./start";
import { newGuid, sdk } from "./testing/client";
import { control, exported, refusedWith } from "./testing/control";

let emulator: RunningEmulator;
let data: string;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "emulator-"));
  emulator = await startEmulator({ port: 0, data });
});
afterEach(async () => {
  await emulator.close();
  rmSync(data, { recursive: true });
});

async function restart() {
  await emulator.close();
  emulator = await startEmulator({ port: 0, data });
}

const state = z.looseObject({
  seed: z.string(),
  counters: z.looseObject({}),
  collections: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))),
});
const seed = (name: string, programs: number) =>
  control(emulator, "seed", { seed: name, programs });
const create = () =>
  sdk(emulator).programDefinitions.createProgramDefinition({
    namespace: "n",
    externalId: newGuid(),
  });

describe("seed", () => {
  it("gives the same bytes for the same seed and size, whatever was there and is set", async () => {
    await seed("one", 40);
    const first = await exported(emulator);
    await create();
    const other = await startEmulator({ port: 0, delayMs: 5_000, seed: "mine" });
    try {
      await control(other, "clock", { now: "2030-01-01T00:00:00Z", frozen: true }, "PUT");
      await control(other, "assumptions", { "initial-credit": "not-recorded" }, "PUT");
      await control(other, "seed", { seed: "one", programs: 40 });
      expect(await exported(other)).toBe(first);
    } finally {
      await other.close();
    }
    await seed("two", 40);
    expect(await exported(emulator)).not.toBe(first);
  });

  it("makes a site that the SDK reads, with redemptions, statuses and ledgers that add up", async () => {
    await seed("a", 300);
    const wix = sdk(emulator);
    const query = wix.programs.queryPrograms().limit(100);
    const statuses = new Set((await query.find()).items.map(({ status }) => status));
    expect(statuses).toEqual(new Set(["ACTIVE", "PAUSED", "ENDED"]));
    const { collections } = state.parse(JSON.parse(await exported(emulator)));
    expect(collections.programs).toHaveLength(300);
    const operations = z.object({ trace: z.object({ operation: z.string() }) });
    const kinds = new Set(
      collections.transactions?.map((one) => operations.parse(one).trace.operation),
    );
    expect(kinds).toEqual(new Set(["INITIAL", "REDEMPTION", "CHANGE"]));
    const moved = z.looseObject({
      pool: z.object({ id: z.string() }).loose(),
      amount: z.string(),
      target: z.string(),
    });
    const sums = new Map<string, Big>();
    for (const transaction of collections.transactions ?? []) {
      const { pool, amount, target } = moved.parse(transaction);
      const delta = target === "AVAILABLE" ? new Big(amount) : new Big(amount).neg();
      sums.set(pool.id, (sums.get(pool.id) ?? new Big(0)).plus(delta));
    }
    const balance = z.looseObject({
      id: z.string(),
      amount: z.object({ available: z.string() }).loose(),
    });
    const balances = (collections.balances ?? []).map((one) => balance.parse(one));
    expect(balances.length).toBeGreaterThan(300);
    for (const { id, amount } of balances) {
      expect([id, sums.get(id)?.toFixed()]).toEqual([id, new Big(amount.available).toFixed()]);
    }
  });

  it("survives a restart, and the site goes on from it", async () => {
    await seed("a", 20);
    const before = await exported(emulator);
    await restart();
    expect(await exported(emulator)).toBe(before);
    await create();
    expect(await exported(emulator)).not.toBe(before);
  });

  it.each([
    [{}, "seed: "],
    [{ seed: "", programs: 1 }, "seed: "],
    [{ seed: "a", programs: 100_001 }, "programs: "],
    [{ seed: "a", programs: -1 }, "programs: "],
    [{ seed: "a", programs: 1.5 }, "programs: "],
    [{ seed: "a", programs: 1, more: 1 }, '"more"'],
    ["{", "not JSON"],
  ])("is refused with words: %j", async (body, words) => {
    const before = await exported(emulator);
    expect(await refusedWith(emulator, "seed", { body })).toEqual([
      400,
      expect.stringContaining(words),
    ]);
    expect(await exported(emulator)).toBe(before);
  });
});

describe("reset", () => {
  it("of a large site takes less than 50 ms, with a journal of its own", () => {
    const own = mkdtempSync(join(tmpdir(), "emulator-"));
    const large = new Emulator(withDefaults({ data: own }));
    try {
      large.replace(seededState("a", 10_000));
      const started = performance.now();
      large.reset();
      expect(performance.now() - started).toBeLessThan(50);
      expect(large.site.programs.size).toBe(0);
    } finally {
      large.close();
      rmSync(own, { recursive: true, maxRetries: 5 });
    }
  });
});

describe("import", () => {
  it("gives back an export byte for byte, also after a restart", async () => {
    await seed("a", 30);
    await create();
    const document = await exported(emulator);
    await control(emulator, "reset", undefined, "POST");
    await control(emulator, "import", document);
    expect(await exported(emulator)).toBe(document);
    await restart();
    expect(await exported(emulator)).toBe(document);
    await create();
  });

  it("keeps the clock, and what is still to be done", async () => {
    await emulator.close();
    emulator = await startEmulator({ port: 0, delayMs: 60_000 });
    await control(emulator, "clock", { now: "2030-01-01T00:00:00Z", frozen: true }, "PUT");
    const { items } = await sdk(emulator).members.queryMembers().limit(1).find();
    const wix = sdk(emulator);
    const { _id } = await wix.poolDefinitions.createPoolDefinition({
      namespace: "n",
      details: { benefits: [{ benefitKey: "k", providerAppId: newGuid() }] },
    });
    const { program } = await wix.programs.provisionProgram(
      { poolDefinitionId: _id ?? "" },
      {
        namespace: "n",
        externalProgramId: newGuid(),
        beneficiary: { memberId: items[0]?._id ?? "" },
      },
    );
    const document = await exported(emulator);
    await control(emulator, "reset", undefined, "POST");
    await control(emulator, "import", document);
    expect(await exported(emulator)).toBe(document);
    await control(emulator, "clock/advance", { ms: 60_000 });
    expect((await wix.programs.getProgram(program?._id ?? "")).status).toBe("ACTIVE");
  });

  const bent = (change: (state: Bent) => unknown) => async () => {
    const document = state.parse(JSON.parse(await exported(emulator)));
    return change(document);
  };
  type Bent = z.output<typeof state>;
  const first = ({ collections }: Bent, name: string) => collections[name]?.[0] ?? { id: "" };

  it.each([
    ["what is no state", bent(() => ({})), "format: "],
    ["another format", bent((one) => ({ ...one, format: "x" })), "format: "],
    [
      "a broken counter",
      bent((one) => ({ ...one, counters: { ...one.counters, ids: -1 } })),
      "counters.ids: ",
    ],
    [
      "an unknown collection",
      bent((one) => ({ ...one, collections: { ...one.collections, ghosts: [] } })),
      "collections.ghosts: ",
    ],
    [
      "a missing field",
      bent((one) => ({ ...one, collections: { ...one.collections, programs: [{ id: "1" }] } })),
      "collections.programs[0].revision: ",
    ],
    [
      "one id twice",
      bent((one) => ({
        ...one,
        collections: {
          ...one.collections,
          balances: [first(one, "balances"), first(one, "balances")],
        },
      })),
      "collections.balances[1].id: ",
    ],
    [
      "a pool of no program",
      bent((one) => ({ ...one, collections: { ...one.collections, programs: [] } })),
      "collections.pools[0].programId: ",
    ],
    ["no JSON", bent(() => "{"), "not JSON"],
    [
      "what is no entity",
      bent((one) => ({ ...one, collections: { ...one.collections, programs: [null] } })),
      "collections: ",
    ],
    [
      "a text for an entity",
      bent((one) => ({ ...one, collections: { ...one.collections, programs: ["1"] } })),
      "collections.programs[0]: must be an object",
    ],
  ])("refuses %s with words, and leaves the state as it was", async (_, document, words) => {
    await seed("a", 3);
    const before = await exported(emulator);
    const body = await document();
    expect(await refusedWith(emulator, "import", { body })).toEqual([
      400,
      expect.stringContaining(words),
    ]);
    expect(await exported(emulator)).toBe(before);
  });
});
