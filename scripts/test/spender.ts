import { BudgetExhausted, takeRequest } from "@/lib/budget";
import { db } from "@/lib/db";

// Tries to take as many requests as it is told, at once, and prints how many it got.
const [, , tries = "0"] = process.argv;
const taken = await Promise.all(
  Array.from({ length: Number(tries) }, () =>
    takeRequest("interactive", new Date(Date.now() + 500)).then(
      () => 1,
      (error: unknown) => {
        if (error instanceof BudgetExhausted) return 0;
        throw error;
      },
    ),
  ),
);
console.log(taken.reduce<number>((sum, one) => sum + one, 0));
await db().$disconnect();
