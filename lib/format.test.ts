import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatAmount,
  formatCount,
  creditUnit,
  formatTime,
  guidPattern,
  shortId,
  startOfDay,
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

  test.each(["", "abc", "1e3", "1,000", "NaN", "."])("%j is shown as it is", (text) => {
    expect(formatAmount(text)).toBe(text);
  });
});

test("one credit is one, and a unit of their own stays", () => {
  expect(creditUnit("5.0000")).toBe("credits");
  expect(creditUnit("1.0000")).toBe("credit");
  expect(creditUnit("-1")).toBe("credit");
  expect(creditUnit("0.1")).toBe("credits");
  expect(creditUnit("1", "classes")).toBe("classes");
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

test("a GUID is shortened, a short id is not", () => {
  expect(shortId("8f3c1a2b-0d4e-4c55-9a51-0b6d7c8e9f10")).toBe("8f3c1a2b…");
  expect(shortId("order-1001")).toBe("order-1001");
});

test.each([
  ["8f3c1a2b-0d4e-4c55-9a51-0b6d7c8e9f10", true],
  ["8F3C1A2B-0D4E-4C55-9A51-0B6D7C8E9F10", true],
  ["------------------------------------", false],
  ["8f3c1a2b-0d4e-4c55-9a51-0b6d7c8e9f1", false],
  ["8f3c1a2b0d4e4c559a510b6d7c8e9f10", false],
  ["x8f3c1a2b-0d4e-4c55-9a51-0b6d7c8e9f10", false],
])("%s is a GUID: %s", (text, isGuid) => {
  expect(guidPattern.test(text)).toBe(isGuid);
});

describe("startOfDay", () => {
  test.each([
    ["2026-11-21", "UTC", "2026-11-21T00:00:00.000Z"],
    ["2026-11-21", "Asia/Jerusalem", "2026-11-20T22:00:00.000Z"],
    ["2026-11-21", "America/New_York", "2026-11-21T05:00:00.000Z"],
    ["2026-11-21", "Asia/Kathmandu", "2026-11-20T18:15:00.000Z"],
    // The days on which the clock changes begin before it does.
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
    ["2024-02-29", "UTC", "2024-02-29T00:00:00.000Z"],
    ["1000-01-01", "UTC", "1000-01-01T00:00:00.000Z"],
    ["1066-10-14", "Europe/Berlin", "1066-10-13T23:06:32.000Z"],
    ["9999-12-31", "Pacific/Honolulu", "9999-12-31T10:00:00.000Z"],
  ])("%s in %s", (date, zone, at) => {
    expect(startOfDay(date, zone)?.toISOString()).toBe(at);
  });

  test.each([
    "",
    "yesterday",
    "0026-11-21",
    "0999-12-31",
    "2026-02-29",
    "2026-02-31",
    "2026-13-01",
    "2026-1-1",
    "+12026-01-01",
    "2026-11-21T00:00",
  ])("%j is not a date", (text) => {
    for (const zone of ["UTC", "Asia/Jerusalem"]) expect(startOfDay(text, zone)).toBeNull();
  });
});
