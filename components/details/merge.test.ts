import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Typed } from "@/components/form/state";
import { differences, merge } from "./merge";
import { benefitRows, withBenefits } from "./typed-details";

const value = fc.constantFrom("a", "b", "c", "");
const row = fc.record({ displayName: value, description: value, price: value });

/** A form with some of three benefits, in any order. */
const form: fc.Arbitrary<Typed> = fc
  .tuple(
    value,
    value,
    fc.uniqueArray(fc.tuple(fc.constantFrom("k1", "k2", "k3"), row), { selector: ([key]) => key }),
  )
  .map(([displayName, unit, rows]) =>
    withBenefits(
      { displayName, "details.creditConfiguration.unitDisplayName": unit },
      rows.map(([benefitKey, fields]) => ({ benefitKey, ...fields })),
    ),
  );

const rowsOf = (typed: Typed) => new Map(benefitRows(typed).map((one) => [one.benefitKey, one]));
const sortedRows = (typed: Typed) =>
  [...rowsOf(typed).values()].sort((a, b) => a.benefitKey.localeCompare(b.benefitKey));
const plain = (typed: Typed) =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !name.includes("benefits")));

/** The same thing said: order of benefits aside. */
function expectSame(a: Typed, b: Typed) {
  expect(plain(a)).toEqual(plain(b));
  expect(sortedRows(a)).toEqual(sortedRows(b));
}

describe("merge", () => {
  test("who changed nothing gets theirs", () => {
    fc.assert(
      fc.property(form, form, (base, theirs) => {
        expectSame(merge({ base, theirs, mine: base }), theirs);
      }),
    );
  });

  test("when they changed nothing, mine stays as it is", () => {
    fc.assert(
      fc.property(form, form, (base, mine) => {
        expectSame(merge({ base, theirs: base, mine }), mine);
      }),
    );
  });

  test("the same change on both sides is that change", () => {
    fc.assert(
      fc.property(form, form, (base, changed) => {
        expectSame(merge({ base, theirs: changed, mine: changed }), changed);
      }),
    );
  });

  test("each field is mine when I changed it, else theirs; nothing else appears", () => {
    fc.assert(
      fc.property(form, form, form, (base, theirs, mine) => {
        const merged = merge({ base, theirs, mine });
        for (const name of ["displayName", "details.creditConfiguration.unitDisplayName"]) {
          expect(merged[name]).toBe(mine[name] === base[name] ? theirs[name] : mine[name]);
        }
        for (const [key, got] of rowsOf(merged)) {
          const [b, t, m] = [base, theirs, mine].map((typed) => rowsOf(typed).get(key));
          const fields = ["displayName", "description", "price"] as const;
          for (const field of fields) {
            expect([b?.[field], t?.[field], m?.[field]]).toContain(got[field]);
          }
          const changed = fields.filter((field) => m && m[field] !== b?.[field]);
          expect(changed.map((field) => got[field])).toEqual(changed.map((field) => m?.[field]));
        }
      }),
    );
  });

  test("a benefit that I removed and they left is gone; one that they removed and I changed stays", () => {
    const two = withBenefits({}, [
      { benefitKey: "k1", price: "1" },
      { benefitKey: "k2", price: "2" },
    ]);
    const one = withBenefits({}, [{ benefitKey: "k1", price: "1" }]);
    const dearer = withBenefits({}, [
      { benefitKey: "k1", price: "1" },
      { benefitKey: "k2", price: "3" },
    ]);
    expect([...rowsOf(merge({ base: two, theirs: two, mine: one })).keys()]).toEqual(["k1"]);
    expect([...rowsOf(merge({ base: two, theirs: one, mine: two })).keys()]).toEqual(["k1"]);
    expect(rowsOf(merge({ base: two, theirs: one, mine: dearer })).get("k2")?.price).toBe("3");
  });
});

describe("differences", () => {
  test("only what is not the same in all three, each in words", () => {
    const at = (price: string, unit: string) =>
      withBenefits({ displayName: "Pool", "details.creditConfiguration.unitDisplayName": unit }, [
        { benefitKey: "k1", displayName: "Yoga", price },
      ]);
    const found = differences({ base: at("1", "a"), theirs: at("2", "a"), mine: at("1", "b") });
    expect(found).toEqual([
      {
        name: "details.creditConfiguration.unitDisplayName",
        label: "Unit",
        base: "a",
        theirs: "a",
        mine: "b",
      },
      { name: "k1.price", label: "Yoga: price", base: "1", theirs: "2", mine: "1" },
    ]);
  });

  test("a form that nobody touched has none", () => {
    fc.assert(
      fc.property(form, (typed) => {
        expect(differences({ base: typed, theirs: typed, mine: typed })).toEqual([]);
      }),
    );
  });
});
