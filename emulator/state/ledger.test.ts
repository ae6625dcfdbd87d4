import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseAssumptions } from "../assumptions";
import { LedgerOracle, type Step, type Terms } from "../testing/ledger-oracle";
import { LedgerSite, units } from "../testing/ledger-site";
import { renewal } from "./ledger";

/** Operations that are tried; more are tried with more patience. */
const operations = Number(process.env.EMULATOR_LEDGER_OPERATIONS || 100_000);
const stepsPerRun = 50;

const price = fc.oneof(fc.constant(0n), fc.bigInt(0n, 60_000n), fc.bigInt(0n, 10n ** 18n));
const value = fc.oneof(
  fc.constant(0n),
  fc.bigInt(-200_000n, 200_000n),
  fc.bigInt(-(10n ** 19n), 10n ** 19n),
);
const credits = fc.record({
  amount: price,
  isRolledOver: fc.boolean(),
  cap: fc.option(price, { nil: undefined }),
});
const terms: fc.Arbitrary<Terms> = fc
  .record({
    credits: fc.option(credits, { nil: undefined, freq: 8 }),
    prices: fc.array(price, { minLength: 1, maxLength: 3 }),
  })
  .map((given) => (given.credits ? given : { prices: given.prices.map(() => 0n) }));

/** Some come twice. */
const key = fc.nat(200).map(String);
/** Often of a transaction that is there. */
const at = fc.oneof(fc.nat(6), fc.nat(40));
const limits = fc
  .record({
    lower: fc.option(value, { nil: undefined }),
    upper: fc.option(value, { nil: undefined }),
    rule: fc.constantFrom("FAIL" as const, "SOFT_ENFORCE" as const, "HARD_ENFORCE" as const),
  })
  .filter(({ lower, upper }) => lower === undefined || upper === undefined || lower < upper);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("adjust" as const), value, key }),
  fc.record({ do: fc.constant("adjust" as const), value, key, limits }),
  fc.record({ do: fc.constant("set" as const), value, key }),
  fc.record({
    do: fc.constant("redeem" as const),
    benefit: fc.nat(3),
    count: fc.integer({ min: 1, max: 4 }),
    key,
  }),
  fc.record({ do: fc.constant("revert" as const), at }),
  fc.record({ do: fc.constant("cancel" as const), at, key }),
  fc.record({ do: fc.constant("reallocate" as const), at, key }),
  fc.record({ do: fc.constant("renew" as const) }),
);
const steps = fc.array(step, { minLength: stepsPerRun, maxLength: stepsPerRun, size: "max" });

const signed = ({ amount, target }: { amount: string; target: string }) =>
  target === "AVAILABLE" ? units(amount) : -units(amount);

describe("the ledger", () => {
  it(
    "does what the documentation says, and its transactions add up, after each of many operations",
    { timeout: 600_000 },
    () => {
      let taken = 0;
      const outcomes = new Set<string>();
      const run = (given: Terms, path: Step[]) => {
        const oracle = new LedgerOracle(given);
        const ledger = new LedgerSite(given);
        let sum = ledger.transactions.map(signed).reduce((all, delta) => all + delta, 0n);
        for (const each of path) {
          const expected = oracle.take(each);
          const before = ledger.count;
          expect(ledger.take(each)).toBe(expected);
          if (ledger.count > before) sum += signed(ledger.latest);
          expect([ledger.count, units(ledger.available), sum].join()).toBe(
            [oracle.lines.length, oracle.available, oracle.available].join(),
          );
          outcomes.add(`${each.do} ${expected ?? "done"}`);
          taken += 1;
        }
        const deltas = ledger.transactions.map(signed);
        expect(deltas).toEqual(oracle.lines.map(({ delta }) => delta));
      };
      const numRuns = Math.ceil(operations / stepsPerRun);
      fc.assert(fc.property(terms, steps, run), { numRuns });
      expect(taken).toBeGreaterThanOrEqual(operations);
      expect([...outcomes].toSorted()).toEqual([
        "adjust ALREADY_EXECUTED",
        "adjust BALANCE_EXCEEDED_LIMITS",
        "adjust done",
        "cancel ALREADY_EXECUTED",
        "cancel NOT_LATEST_TRANSACTION",
        "cancel REDEMPTION_ALREADY_CANCELED",
        "cancel TRANSACTION_NOT_CANCELABLE",
        "cancel TRANSACTION_NOT_FOUND",
        "cancel done",
        "reallocate ALREADY_EXECUTED",
        "reallocate NOT_LATEST_TRANSACTION",
        "reallocate REDEMPTION_ALREADY_CANCELED",
        "reallocate TRANSACTION_NOT_FOUND",
        "reallocate TRANSACTION_NOT_REALLOCATABLE",
        "reallocate done",
        "redeem BENEFIT_ALREADY_REDEEMED",
        "redeem BENEFIT_NOT_FOUND",
        "redeem NOT_ENOUGH_BALANCE",
        "redeem done",
        "renew done",
        "revert CHANGE_ALREADY_REVERTED",
        "revert NOT_ENOUGH_BALANCE",
        "revert TRANSACTION_NOT_FOUND",
        "revert done",
        "set ALREADY_EXECUTED",
        "set done",
      ]);
    },
  );
});

describe("a renewal", () => {
  const details = (amount: string, rolloverConfiguration?: object) => ({
    creditConfiguration: {
      amount,
      rolloverConfiguration: rolloverConfiguration && {
        enabled: undefined,
        balanceCap: undefined,
        ...rolloverConfiguration,
      },
      unitDisplayName: undefined,
      unitType: undefined,
    },
  });
  const capped = details("10", { enabled: true, balanceCap: "5" });

  it.each([
    ["without rollover nothing is left", "7", details("10"), "10"],
    ["rollover that is not enabled is none", "7", details("10", { balanceCap: "5" }), "10"],
    ["less than the cap rolls over whole", "3.25", capped, "13.25"],
    ["more than the cap is cut to it", "7", capped, "15"],
    ["without a cap all of it rolls over", "700", details("10", { enabled: true }), "710"],
    ["a cap of 0 lets nothing over", "7", details("10", { enabled: true, balanceCap: "0" }), "10"],
    ["an amount of 0 is legal", "9", details("0", { enabled: true, balanceCap: "5" }), "5"],
    ["a debt counts as nothing left", "-4", capped, "10"],
    ["a pool without credits stays as it is", "7", { creditConfiguration: undefined }, "7"],
  ])("%s", (_, before, given, after) => {
    expect(renewal(chooseAssumptions(), before, given).available).toBe(after);
  });

  it("leaves one transaction for the difference and none when there is none", () => {
    expect(renewal(chooseAssumptions(), "7", capped).deltas).toEqual(["8"]);
    expect(renewal(chooseAssumptions(), "20", capped).deltas).toEqual(["-5"]);
    expect(renewal(chooseAssumptions(), "15", capped).deltas).toEqual([]);
  });

  it("renewal-transactions as expire-and-grant: one for what lapses, one for what is given", () => {
    const assumes = chooseAssumptions({ "renewal-transactions": "expire-and-grant" });
    expect(renewal(assumes, "7", capped)).toEqual({ available: "15", deltas: ["-2", "10"] });
    expect(renewal(assumes, "3", capped).deltas).toEqual(["10"]);
  });

  it("negative-rollover as carried: a debt is paid from the new credits", () => {
    const assumes = chooseAssumptions({ "negative-rollover": "carried" });
    expect(renewal(assumes, "-4", capped)).toEqual({ available: "6", deltas: ["10"] });
  });
});
