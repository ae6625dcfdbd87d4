import { describe, expect, test } from "vitest";
import { toGuid } from "@/lib/wix/guid";
import type { Details } from "@/lib/wix/details";
import { detailsOf, emptyDetails, typedDetails, withIntent, benefitRows } from "./typed-details";

const bookings = toGuid("13d21c63-b5ec-5912-8397-c3a5ddb27a97");
const unknownApp = toGuid("00000000-0000-4000-8000-000000000001");

const full: Details = {
  benefits: [
    {
      benefitKey: "class",
      displayName: "Class",
      description: "Any",
      price: "1",
      providerAppId: bookings,
    },
    {
      benefitKey: "shop",
      displayName: "Shop",
      description: "",
      price: null,
      providerAppId: unknownApp,
    },
  ],
  creditConfiguration: {
    amount: "10",
    unitDisplayName: "classes",
    rolloverConfiguration: { enabled: true, balanceCap: "5" },
  },
};
const unlimited: Details = {
  benefits: full.benefits.map((one) => ({ ...one, price: null })),
  creditConfiguration: null,
};
const free: Details = {
  benefits: full.benefits.map((one) => ({ ...one, price: "0" })),
  creditConfiguration: null,
};

describe("a form of details", () => {
  test.each([
    ["with credits", full],
    ["unlimited", unlimited],
    ["unlimited, with prices of 0", free],
  ])("gives back what it was made of: %s", (_, details) => {
    expect(detailsOf(typedDetails(details))).toEqual(details);
  });

  test("a text of several lines has the line breaks that come back from a browser", () => {
    const [first] = full.benefits;
    const lines = { ...full, benefits: first ? [{ ...first, description: "a\r\nb\rc\nd" }] : [] };
    expect(benefitRows(typedDetails(lines))[0]?.description).toBe("a\nb\nc\nd");
  });

  test("an app that is not Wix's own is given by its GUID", () => {
    const [known, other] = benefitRows(typedDetails(full));
    expect([known?.providerApp, known?.providerAppId]).toEqual([bookings, ""]);
    expect([other?.providerApp, other?.providerAppId]).toEqual(["other", unknownApp]);
  });

  test("a price counts only when benefits cost credits", () => {
    const typed = { ...typedDetails(full), "details.creditConfiguration": "" };
    expect(detailsOf(typed)).toEqual(unlimited);
  });

  test("a cap counts only when credits roll over", () => {
    const typed = {
      ...typedDetails(full),
      "details.creditConfiguration.rolloverConfiguration.enabled": "",
    };
    const rollover = detailsOf(typed).creditConfiguration?.rolloverConfiguration;
    expect(rollover).toEqual({ enabled: false, balanceCap: null });
  });
});

describe("buttons of the form", () => {
  test("a new form has one benefit, and a button adds another after it", () => {
    const added = withIntent(emptyDetails, "add-benefit");
    expect(benefitRows(emptyDetails)).toHaveLength(1);
    expect(benefitRows(added ?? {})).toHaveLength(2);
  });

  test("removing takes that benefit and leaves the others as typed", () => {
    const left = withIntent(typedDetails(full), "remove-benefit:0");
    expect(benefitRows(left ?? {}).map((one) => one.benefitKey)).toEqual(["shop"]);
  });

  test("another intent changes nothing", () => {
    expect(withIntent(typedDetails(full), "apply")).toBeNull();
  });
});
