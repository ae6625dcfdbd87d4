import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalDecimal, compareDecimals, isDecimal } from "./decimal";

/** A number of ten-thousandths, and one of the ways to write it. */
const written = fc
  .record({
    units: fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }),
    zeros: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ units, zeros }) => ({ units, text: write(units, zeros) }))
  .filter(({ text }) => isDecimal(text));

/** With up to four decimals; `kept` of the trailing zeros are written out. */
function write(units: bigint, kept: number): string {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(5, "0");
  const [whole, fraction] = [digits.slice(0, -4), digits.slice(-4)];
  const short = fraction.replace(/0+$/, "").padEnd(kept, "0");
  return `${sign}${whole}${short === "" ? "" : `.${short}`}`;
}

describe("a decimal is what Wix takes", () => {
  test.each(["0", "-0", "007", "12.5", "-3.0001", "9".repeat(18)])("%s is one", (text) => {
    expect(isDecimal(text)).toBe(true);
  });
  const not = [
    "",
    " 1",
    "1.",
    ".5",
    "+1",
    "1e3",
    "1,5",
    "1.00001",
    "NaN",
    "1\n",
    "٣",
    "1".repeat(19),
  ];
  test.each(not)("%j is none, and nothing is computed with it", (text) => {
    expect(isDecimal(text)).toBe(false);
    expect(() => canonicalDecimal(text)).toThrow(RangeError);
  });
});

test("one number has one canonical writing, exactly", () => {
  fc.assert(
    fc.property(written, fc.integer({ min: 0, max: 4 }), ({ units, text }, zeros) => {
      expect(canonicalDecimal(text)).toBe(write(units, 0));
      const other = write(units, zeros);
      fc.pre(isDecimal(other));
      expect(canonicalDecimal(other)).toBe(canonicalDecimal(text));
    }),
  );
});

test("zero has no sign", () => {
  for (const zero of ["0", "-0", "0.0000", "-0.0", "000"]) expect(canonicalDecimal(zero)).toBe("0");
});

test("comparing is exact where floating point is not", () => {
  expect(compareDecimals("900719925474099.3001", "900719925474099.3002")).toBe(-1);
  fc.assert(
    fc.property(written, written, (a, b) => {
      const expected = a.units < b.units ? -1 : a.units > b.units ? 1 : 0;
      expect(compareDecimals(a.text, b.text)).toBe(expected);
    }),
  );
});

test("what is not a number is not compared", () => {
  expect(() => compareDecimals("many", "1")).toThrow("Invalid number");
});
