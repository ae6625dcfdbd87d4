import { beforeAll, expect, test } from "vitest";
import { environment } from "@/scripts/test/environment";
import { BudgetExhausted, takeRequest, type RequestClass } from "./budget";
import { db } from "./db";

beforeAll(() => environment({ WIX_REQUESTS_PER_MINUTE: "100" }));

async function takeNow(requestClass: RequestClass): Promise<boolean> {
  return takeRequest(requestClass, new Date()).then(
    () => true,
    (error: unknown) => {
      if (error instanceof BudgetExhausted) return false;
      throw error;
    },
  );
}

async function pass(seconds: number): Promise<void> {
  await db().$executeRaw`UPDATE "RequestBudget" SET "second" = "second" - ${seconds}::int,
    "bulkTakenAt" = "bulkTakenAt" - ${seconds}::float8 * interval '1 second'`;
}

test("when people have used nearly all, bulk work is paced by its tenth, not by the little that is left", async () => {
  for (let count = 0; count < 95; count += 1) await takeNow("interactive");
  expect(await takeNow("bulk")).toBe(true);
  await pass(2);
  expect(await takeNow("bulk")).toBe(false);
  // A tenth of 100 a minute is one in 6 s; what is left, 5, would be one in 12 s.
  await pass(5);
  expect(await takeNow("bulk")).toBe(true);
});
