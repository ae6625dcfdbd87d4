import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areSameDetails, details } from "./details";

const providerAppId = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
const benefit = {
  benefitKey: "yoga",
  displayName: "Yoga class",
  description: "",
  price: "1.5",
  providerAppId,
};
const credits = {
  amount: "10",
  unitDisplayName: "class",
  rolloverConfiguration: { enabled: true, balanceCap: "5" },
};
const good = { benefits: [benefit], creditConfiguration: credits };

/** What is complained of, by field. */
function complaints(input: unknown): Record<string, string> {
  const { error } = details.safeParse(input);
  return Object.fromEntries(
    (error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]),
  );
}

const withBenefit = (more: object) => ({ ...good, benefits: [{ ...benefit, ...more }] });
const withCredits = (more: object) => ({ ...good, creditConfiguration: { ...credits, ...more } });

test("what a person may type is taken, and brought into one writing", () => {
  const typed = withBenefit({
    benefitKey: " yoga ",
    price: " 01.50 ",
    providerAppId: providerAppId.toUpperCase(),
  });
  expect(details.parse(typed)).toEqual(good);
  expect(
    details.parse({
      ...good,
      creditConfiguration: null,
      benefits: [{ ...benefit, price: "0.00" }],
    }),
  ).toEqual({
    benefits: [{ ...benefit, price: "0" }],
    creditConfiguration: null,
  });
});

describe("is refused, by field and in words:", () => {
  const number = "is a number with up to 4 decimals, such as 12.5.";
  const table: [what: string, input: unknown, field: string, message: string | RegExp][] = [
    ["no benefit", { ...good, benefits: [] }, "benefits", "Add at least one benefit."],
    [
      "eleven benefits",
      {
        ...good,
        benefits: Array.from({ length: 11 }, (_, n) => ({ ...benefit, benefitKey: `k${n}` })),
      },
      "benefits",
      "Wix takes 10 benefits at most.",
    ],
    ["no key", withBenefit({ benefitKey: " " }), "benefits.0.benefitKey", "The key is missing."],
    [
      "a long key",
      withBenefit({ benefitKey: "k".repeat(65) }),
      "benefits.0.benefitKey",
      "The key has 64 characters at most.",
    ],
    ["no name", withBenefit({ displayName: "" }), "benefits.0.displayName", "The name is missing."],
    [
      "a long name",
      withBenefit({ displayName: "n".repeat(41) }),
      "benefits.0.displayName",
      "The name has 40 characters at most.",
    ],
    [
      "NUL",
      withBenefit({ displayName: "a\0b" }),
      "benefits.0.displayName",
      "The name has a character that cannot be kept.",
    ],
    [
      "a long description",
      withBenefit({ description: "d".repeat(256) }),
      "benefits.0.description",
      "The description has 255 characters at most.",
    ],
    [
      "a price that is no number",
      withBenefit({ price: "1,5" }),
      "benefits.0.price",
      `The price ${number}`,
    ],
    ["five decimals", withBenefit({ price: "0.00001" }), "benefits.0.price", `The price ${number}`],
    [
      "a price below 0",
      withBenefit({ price: "-1" }),
      "benefits.0.price",
      "The price is 0 or more.",
    ],
    [
      "an app that is no GUID",
      withBenefit({ providerAppId: "bookings" }),
      "benefits.0.providerAppId",
      /./,
    ],
    [
      "a key twice",
      { ...good, benefits: [benefit, benefit] },
      "benefits.1.benefitKey",
      "Another benefit has this key. Each key is used once.",
    ],
    [
      "a price without credits",
      { ...good, creditConfiguration: null },
      "benefits.0.price",
      "Without credits nothing can have a price. Turn credits on, or set 0.",
    ],
    [
      "no amount",
      withCredits({ amount: "" }),
      "creditConfiguration.amount",
      `The amount of credits ${number}`,
    ],
    [
      "a long unit",
      withCredits({ unitDisplayName: "u".repeat(33) }),
      "creditConfiguration.unitDisplayName",
      "The unit has 32 characters at most.",
    ],
    [
      "a cap below 0",
      withCredits({ rolloverConfiguration: { enabled: true, balanceCap: "-0.5" } }),
      "creditConfiguration.rolloverConfiguration.balanceCap",
      "The most that rolls over is 0 or more.",
    ],
  ];
  test.each(table)("%s", (_, input, field, message) => {
    expect(complaints(input)[field]).toMatch(message);
    expect(Object.keys(complaints(input))).toEqual([field]);
  });
});

describe("details are the same", () => {
  test("however Wix writes its decimals, and when no price is a price of 0", () => {
    const written = withBenefit({ price: "1.5000" });
    const rolloverConfiguration = { enabled: true, balanceCap: "5.00" };
    expect(
      areSameDetails(details.parse(good), {
        ...details.parse(written),
        creditConfiguration: { ...credits, amount: "010.0", rolloverConfiguration },
      }),
    ).toBe(true);
    const free = details.parse(withBenefit({ price: null }));
    expect(areSameDetails(free, details.parse(withBenefit({ price: "0" })))).toBe(true);
  });

  test("also when a cap differs that does not count, because nothing rolls over", () => {
    const [capped, uncapped] = ["5", null].map((balanceCap) =>
      details.parse(withCredits({ rolloverConfiguration: { enabled: false, balanceCap } })),
    );
    expect(capped && uncapped && areSameDetails(capped, uncapped)).toBe(true);
  });

  test("not when anything differs", () => {
    const others = [
      withBenefit({ price: "1.6" }),
      withBenefit({ displayName: "Yoga" }),
      withBenefit({ description: "d" }),
      withBenefit({ benefitKey: "y" }),
      { ...good, benefits: [benefit, { ...benefit, benefitKey: "z" }] },
      withCredits({ amount: "11" }),
      withCredits({ unitDisplayName: "" }),
      withCredits({ rolloverConfiguration: { enabled: false, balanceCap: "5" } }),
      withCredits({ rolloverConfiguration: { enabled: true, balanceCap: null } }),
      { benefits: [{ ...benefit, price: null }], creditConfiguration: null },
    ];
    for (const other of others) {
      expect(areSameDetails(details.parse(good), details.parse(other))).toBe(false);
    }
  });

  test("also when Wix holds numbers that we would not take: nothing is thrown", () => {
    const decimal = fc.oneof(fc.string(), fc.constantFrom("1e5", "9".repeat(30), "0.123456"));
    fc.assert(
      fc.property(decimal, (price) => {
        const held = {
          ...details.parse(good),
          benefits: [{ ...details.parse(good).benefits[0], price }],
        };
        expect(areSameDetails(held as never, held as never)).toBe(true);
      }),
    );
  });
});
