import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runChild } from "@/scripts/test/child";
import { addFault, requests } from "@/scripts/test/emulator";
import { environment } from "@/scripts/test/environment";
import { newPoolDefinition } from "@/scripts/test/samples";
import { BudgetExhausted, lowerBudget, takeRequest, type RequestClass } from "./budget";
import { db } from "./db";
import { withWixContext, type WixContext } from "./wix/context";
import { createPoolDefinition, listPoolDefinitions } from "./wix/pool-definitions";

const limit = 20;

beforeAll(() => environment({ WIX_REQUESTS_PER_MINUTE: String(limit) }));
beforeEach(() => db().requestBudget.deleteMany());

/** Tries once, without waiting: null when there was none, else true. */
async function takeNow(requestClass: RequestClass = "interactive"): Promise<boolean> {
  return takeRequest(requestClass, new Date()).then(
    () => true,
    (error: unknown) => {
      if (error instanceof BudgetExhausted) return false;
      throw error;
    },
  );
}

/** How many of so many tries were granted, one after another. */
async function takeMany(tries: number, requestClass: RequestClass = "interactive") {
  let granted = 0;
  for (let count = 0; count < tries; count += 1) {
    if (await takeNow(requestClass)) granted += 1;
  }
  return granted;
}

/** As if so many seconds had passed: everything on record moves into the past. */
async function pass(seconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE "RequestBudget" SET "second" = "second" - ${seconds}::int,
      "bulkWantedAt" = "bulkWantedAt" - ${seconds}::float8 * interval '1 second',
      "bulkTakenAt" = "bulkTakenAt" - ${seconds}::float8 * interval '1 second',
      "loweredUntil" = "loweredUntil" - ${seconds}::float8 * interval '1 second'`;
}

describe("interactive requests", () => {
  test("of four callers at once get the limit and not one more; the others wait 2 s and are told when", async () => {
    const startedAt = performance.now();
    const deadlineAt = new Date(Date.now() + 60_000);
    const caller = async () => {
      const tries = Array.from({ length: 10 }, () => takeRequest("interactive", deadlineAt));
      return Promise.allSettled(tries);
    };
    const results = (await Promise.all([caller(), caller(), caller(), caller()])).flat();
    const refused = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(results.length - refused.length).toBe(limit);
    expect(performance.now() - startedAt).toBeGreaterThan(1_500);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    for (const error of refused) {
      expect(error).toBeInstanceOf(BudgetExhausted);
      expect(error.retryAfterMs).toBeGreaterThan(50_000);
      expect(error.retryAfterMs).toBeLessThanOrEqual(61_000);
    }
  });

  test("are never more than the limit in any 60 s, and are not refused without need", async () => {
    const steps = fc.array(fc.record({ wait: fc.nat(40), tries: fc.nat(12) }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        await db().requestBudget.deleteMany();
        let passed = 0;
        const now = () => Date.now() + passed * 1000;
        /** Each was granted at some moment between these two. */
        const granted: { from: number; to: number }[] = [];
        for (const { wait, tries } of plan) {
          await pass(wait);
          passed += wait;
          for (let count = 0; count < tries; count += 1) {
            const from = now();
            const isGranted = await takeNow();
            const to = now();
            if (isGranted) granted.push({ from, to });
            expect(granted.filter((one) => to - one.from < 60_000).length).toBeLessThanOrEqual(
              limit,
            );
            const recent = granted.filter((one) => one.to > from - 62_000).length;
            expect(isGranted || recent >= limit).toBe(true);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  test("count until 61 s later, when any 60 s are over", async () => {
    expect(await takeMany(limit + 3)).toBe(limit);
    await pass(55);
    expect(await takeNow()).toBe(false);
    await pass(6);
    expect(await takeMany(limit + 3)).toBe(limit);
  });

  test("that wait get what becomes free meanwhile", async () => {
    await takeMany(limit);
    const waiting = takeRequest("interactive", new Date(Date.now() + 10_000));
    await pass(61);
    await expect(waiting).resolves.toBeGreaterThan(0);
  });

  test("of one page wait 2 s at most, all together", async () => {
    await takeMany(limit);
    const context: WixContext = {
      requestClass: "interactive",
      deadlineAt: new Date(Date.now() + 60_000),
      wixRequestIds: [],
    };
    const read = () => withWixContext(context, () => listPoolDefinitions({ limit: 1 }));
    const first = read();
    setTimeout(() => void pass(61), 1_000);
    await first;
    expect(context.waitedMs).toBeGreaterThan(900);
    await takeMany(limit);
    const askedAt = performance.now();
    await expect(read()).rejects.toMatchObject({ kind: "no-budget" });
    expect(performance.now() - askedAt).toBeLessThan(1_400);
  });

  test("wait no longer than their deadline", async () => {
    await takeMany(limit);
    const startedAt = performance.now();
    const taking = takeRequest("interactive", new Date(Date.now() + 300));
    await expect(taking).rejects.toBeInstanceOf(BudgetExhausted);
    expect(performance.now() - startedAt).toBeLessThan(1_900);
  });

  test("of two processes share one budget", async () => {
    const [child, ours] = await Promise.all([
      runChild("spender.ts", ["15"]),
      Promise.all(Array.from({ length: 15 }, () => takeNow())),
    ]);
    expect(child.stderr).toBe("");
    expect(Number(child.stdout)).toBeGreaterThan(0);
    expect(Number(child.stdout) + ours.filter(Boolean).length).toBe(limit);
  });

  test("say, when most of the window is old, that the wait is short", async () => {
    await takeMany(limit);
    await pass(55);
    const error: unknown = await takeRequest("interactive", new Date()).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(BudgetExhausted);
    expect(error).toHaveProperty("retryAfterMs", expect.any(Number));
    expect((error as BudgetExhausted).retryAfterMs).toBeLessThanOrEqual(7_000);
  });
});

describe("bulk requests", () => {
  test("are spread evenly: with nobody else, one in 3 s", async () => {
    expect(await takeMany(5, "bulk")).toBe(1);
    await pass(1);
    expect(await takeNow("bulk")).toBe(false);
    await pass(2);
    expect(await takeMany(5, "bulk")).toBe(1);
  });

  test("are spread over what people leave: with half of it used, one in 6 s", async () => {
    await takeMany(10);
    expect(await takeNow("bulk")).toBe(true);
    await pass(3);
    expect(await takeNow("bulk")).toBe(false);
    await pass(3);
    expect(await takeNow("bulk")).toBe(true);
  });

  test("keep a tenth while they want it: people get the rest, and they get theirs", async () => {
    expect(await takeNow("bulk")).toBe(true);
    expect(await takeMany(limit)).toBe(limit * 0.9);
    await pass(30);
    expect(await takeNow("bulk")).toBe(true);
    expect(await takeNow("bulk")).toBe(false);
    expect(await takeNow()).toBe(false);
  });

  test("leave everything to people once they have wanted nothing for a minute", async () => {
    await takeNow("bulk");
    await pass(61);
    expect(await takeMany(limit + 2)).toBe(limit);
  });

  test("wait until their turn and no longer", async () => {
    expect(await takeNow("bulk")).toBe(true);
    await pass(2);
    const startedAt = performance.now();
    await takeRequest("bulk", new Date(Date.now() + 5_000));
    const waitedMs = performance.now() - startedAt;
    expect(waitedMs).toBeGreaterThan(600);
    expect(waitedMs).toBeLessThan(1_900);
  });

  test("never go over the limit either", async () => {
    await takeMany(limit);
    expect(await takeNow("bulk")).toBe(false);
  });
});

describe("a 429", () => {
  test("halves the limit for as long as Wix says, and then it is whole again", async () => {
    await takeNow();
    await lowerBudget(30_000);
    expect(await takeMany(limit)).toBe(limit / 2 - 1);
    await pass(31);
    expect(await takeMany(limit)).toBe(limit / 2);
  });

  test("that names a shorter time does not end a longer lowering", async () => {
    await takeNow();
    await lowerBudget(30_000);
    await lowerBudget(1_000);
    await pass(10);
    expect(await takeMany(limit)).toBe(limit / 2 - 1);
  });

  test("says how long until enough has passed, not only until the oldest request has", async () => {
    await takeNow();
    await pass(40);
    await takeMany(limit - 1);
    await lowerBudget(60_000);
    const error: unknown = await takeRequest("interactive", new Date()).catch((e: unknown) => e);
    expect(error).toHaveProperty("retryAfterMs", expect.any(Number));
    expect((error as BudgetExhausted).retryAfterMs).toBeGreaterThan(50_000);
  });

  test("of a write does so, and is a certain failure", async () => {
    await addFault({ method: "poolDefinitions.createPoolDefinition", status: 429 });
    await expect(createPoolDefinition(newPoolDefinition())).rejects.toMatchObject({
      kind: "rate-limited",
      mayHaveHappened: false,
    });
    const row = await db().requestBudget.findFirstOrThrow();
    expect(row.loweredTo).toBe(limit / 2);
    const lowered = (row.loweredUntil?.getTime() ?? 0) - Date.now();
    expect(lowered).toBeGreaterThan(55_000);
    expect(lowered).toBeLessThanOrEqual(60_000);
  });
});

test("without budget nothing is sent to Wix, and that is certain", async () => {
  await takeMany(limit);
  const before = (await requests("poolDefinitions.createPoolDefinition")).length;
  await expect(createPoolDefinition(newPoolDefinition())).rejects.toMatchObject({
    kind: "no-budget",
    mayHaveHappened: false,
    retryAfterMs: expect.any(Number),
  });
  expect(await requests("poolDefinitions.createPoolDefinition")).toHaveLength(before);
});
