import { describe, expect, it } from "vitest";
import type { Failure, FailureKind } from "@/lib/operations/outcome";
import { problemOf } from "./words";

const failure = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
  kind,
  data: {},
  fields: [],
  requestId: null,
  retryAfterMs: null,
  ...more,
});

describe("words for a refusal", () => {
  it.each([
    [
      failure("NOT_ENOUGH_BALANCE", { data: { requestedBalance: "3", availableBalance: "1" } }),
      "It needs 3, and the pool has 1.",
    ],
    [
      failure("NOT_ENOUGH_BALANCE", { data: { requested: "3", balance: "1" } }),
      "It needs 3, and the pool has 1.",
    ],
    [
      failure("BALANCE_EXCEEDED_LIMITS", { data: { balance: "1", requested: "-2" } }),
      "It is 1 and -2 was asked for.",
    ],
    [failure("POOL_NOT_ACTIVE", { data: { poolStatus: "PAUSED" } }), "Its status is PAUSED."],
    [
      failure("PROGRAM_STATUS_TRANSITION_NOT_ALLOWED", {
        data: { currentStatus: "ENDED", requestedStatus: "PAUSED" },
      }),
      "It is ENDED and cannot become PAUSED.",
    ],
    [failure("BENEFIT_NOT_FOUND", { data: { benefitKey: "yoga" } }), "the key “yoga”"],
    [failure("no-budget", { retryAfterMs: 12_001 }), "Try again in 13 s."],
    [failure("no-budget"), "Try again in a minute."],
    [
      failure("invalid", { fields: [{ field: "pool.displayName", description: "too long" }] }),
      "pool.displayName: too long",
    ],
    [failure("invalid"), "Check the fields and send the form again."],
  ])("have the numbers and names that came with it: %j", (given, words) => {
    expect(problemOf(given).detail).toContain(words);
  });

  it("lead to who has a key, or to what is in doubt", () => {
    const data = { kind: "programs", key: "order-1", generation: 1, wixId: "w", attemptId: "a" };
    expect(problemOf(failure("key-taken", { data })).link?.href).toBe("/programs/w");
    const inDoubt = { ...data, wixId: null };
    expect(problemOf(failure("key-taken", { data: inDoubt })).link?.href).toBe("/audit/a");
  });
});
