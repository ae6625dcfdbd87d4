import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatAmount,
  formatCount,
  formatCredits,
  formatRelative,
  formatTime,
  shortId,
} from "./format";

describe("formatAmount", () => {
  test.each([
    ["0", "0"],
    ["-0", "0"],
    ["0.0000", "0"],
    ["5.0000", "5"],
    ["5.5000", "5.5"],
    ["-0.5", "-0.5"],
    ["1234", "1,234"],
    ["0.0001", "0.0001"],
    ["99999999999999.9999", "99,999,999,999,999.9999"],
    ["123456789012345678901.1234", "123,456,789,012,345,678,901.1234"],
  ])("%s is shown as %s", (decimal, shown) => {
    expect(formatAmount(decimal)).toBe(shown);
  });

  test("no digit is lost or rounded, at any length", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
        fc.integer({ min: 1, max: 9999 }),
        (whole, fraction) => {
          const decimal = `${whole}.${String(fraction).padStart(4, "0")}`;
          const plain = formatAmount(decimal).replaceAll(",", "");
          expect(plain).toBe(decimal.replace(/0+$/, ""));
        },
      ),
    );
  });

  test("another language has its own marks", () => {
    expect(formatAmount("1234.5", "de-DE")).toBe("1.234,5");
    expect(formatAmount("1234.5", "ar-EG")).toBe("١٬٢٣٤٫٥");
  });

  test.each(["", "abc", "1e3", "1,000", "NaN", "."])("%j is not an amount", (text) => {
    expect(() => formatAmount(text)).toThrow(RangeError);
  });
});

test("credits carry their unit, and one credit is one", () => {
  expect(formatCredits("5.0000")).toBe("5 credits");
  expect(formatCredits("1.0000")).toBe("1 credit");
  expect(formatCredits("-1")).toBe("-1 credit");
  expect(formatCredits("0.1")).toBe("0.1 credits");
  expect(formatCredits("10", "classes")).toBe("10 classes");
});

test("a count takes the noun that fits", () => {
  expect(formatCount(1, "thing", "things")).toBe("1 thing");
  expect(formatCount(1200, "thing", "things")).toBe("1,200 things");
});

describe("formatTime", () => {
  const time = "2025-11-21T23:30:05Z";

  test.each([
    ["date", "UTC", "21 Nov 2025"],
    ["date", "Europe/Berlin", "22 Nov 2025"],
    ["time", "America/New_York", "18:30"],
    ["datetime", "Asia/Jerusalem", "22 Nov 2025, 01:30"],
  ] as const)("%s in %s", (style, zone, shown) => {
    expect(formatTime(time, zone, style)).toBe(shown);
    expect(formatTime(new Date(time), zone, style)).toBe(shown);
  });

  test("the full style says seconds and zone", () => {
    expect(formatTime(time, "UTC", "full")).toBe("21 November 2025 at 23:30:05 UTC");
  });

  test("what is no time, or no zone, throws", () => {
    expect(() => formatTime("yesterday", "UTC")).toThrow(RangeError);
    expect(() => formatTime(time, "Mars/Olympus")).toThrow(RangeError);
  });
});

test.each([
  ["2025-11-21T10:00:00Z", "now"],
  ["2025-11-21T09:59:01Z", "now"],
  ["2025-11-21T09:57:00Z", "3 minutes ago"],
  ["2025-11-21T08:01:00Z", "1 hour ago"],
  ["2025-11-20T09:00:00Z", "yesterday"],
  ["2025-11-23T10:00:00Z", "in 2 days"],
  ["2024-11-01T10:00:00Z", "last year"],
])("%s is %s", (from, shown) => {
  expect(formatRelative(from, "2025-11-21T10:00:00Z")).toBe(shown);
});

test("a GUID is shortened, a short id is not", () => {
  expect(shortId("8f3c1a2b-0d4e-4c55-9a51-0b6d7c8e9f10")).toBe("8f3c1a2b…");
  expect(shortId("order-1001")).toBe("order-1001");
});
