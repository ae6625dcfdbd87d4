import { withLineFeeds } from "@/components/form/line-feeds";
import type { Typed } from "@/components/form/state";
import type { Details } from "@/lib/wix/details";
import { knownApps } from "./known-apps";

/** The names of the fields are the paths of the operation's input, so errors find their fields. */
export const benefitFields = [
  "displayName",
  "benefitKey",
  "description",
  "price",
  "providerApp",
  "providerAppId",
] as const;
export type BenefitField = (typeof benefitFields)[number];

/** A benefit as the form carries it; `isHeld` is "on" for one that Wix holds: its key and app stay. */
export type BenefitRow = Record<BenefitField | "isHeld", string>;
const rowFields = [...benefitFields, "isHeld"] as const;

export const creditsField = "details.creditConfiguration";

export function benefitName(index: number, field: keyof BenefitRow): string {
  return `details.benefits.${index}.${field}`;
}

/** How many benefits the form shows; a new one begins with one. */
export function benefitCount(typed: Typed): number {
  const indexes = Object.keys(typed).flatMap((name) => {
    const index = /^details\.benefits\.(\d{1,2})\./.exec(name)?.[1];
    return index === undefined ? [] : [Number(index)];
  });
  return indexes.length === 0 ? 0 : Math.max(...indexes) + 1;
}

/** The benefits of a form, in order, each by its fields. */
export function benefitRows(typed: Typed): BenefitRow[] {
  return Array.from({ length: benefitCount(typed) }, (_, index) => {
    const value = (field: keyof BenefitRow) => typed[benefitName(index, field)] ?? "";
    return {
      displayName: value("displayName"),
      benefitKey: value("benefitKey"),
      description: value("description"),
      price: value("price"),
      providerApp: value("providerApp"),
      providerAppId: value("providerAppId"),
      isHeld: value("isHeld"),
    };
  });
}

/** The same form with other benefits. */
export function withBenefits(typed: Typed, rows: readonly Partial<BenefitRow>[]): Typed {
  const others = Object.entries(typed).filter(([name]) => !name.startsWith("details.benefits."));
  const own = rows.flatMap((row, index) =>
    rowFields.map((field) => [benefitName(index, field), row[field] ?? ""] as const),
  );
  return Object.fromEntries([...others, ...own]);
}

/** A browser sends nothing for an empty box, and a form that knows nothing of a box begins with a ticked one. */
const emptyBoxes: Typed = {
  [creditsField]: "",
  [`${creditsField}.rolloverConfiguration.enabled`]: "",
};

/** What a new form begins with. */
export const emptyDetails: Typed = withBenefits(
  { [creditsField]: "on", [`${creditsField}.rolloverConfiguration.enabled`]: "" },
  [{ providerApp: knownApps[0].id }],
);

/** Adds or removes a benefit, as a button of the form asks; null when it asks for something else. */
export function withIntent(sent: Typed, intent: string): Typed | null {
  const typed = { ...emptyBoxes, ...sent };
  const rows = benefitRows(typed);
  if (intent === "add-benefit") {
    return withBenefits(typed, [
      ...rows,
      { providerApp: rows.at(-1)?.providerApp ?? knownApps[0].id },
    ]);
  }
  const removed = removedBy(intent);
  if (removed === null) return null;
  return withBenefits(
    typed,
    rows.filter((_, index) => index !== removed),
  );
}

/** Which benefit to go on with after such a button; there may be none at this index. Null for another button. */
export function benefitAfter(intent: string, count: number): number | null {
  return intent === "add-benefit" ? count - 1 : removedBy(intent);
}

function removedBy(intent: string): number | null {
  const index = /^remove-benefit:(\d+)$/.exec(intent)?.[1];
  return index === undefined ? null : Number(index);
}

/** The form of these details. */
export function typedDetails({ benefits, creditConfiguration: credits }: Details): Typed {
  const rollover = credits?.rolloverConfiguration;
  const base = {
    [creditsField]: credits ? "on" : "",
    [`${creditsField}.amount`]: credits?.amount ?? "",
    [`${creditsField}.unitDisplayName`]: credits?.unitDisplayName ?? "",
    [`${creditsField}.rolloverConfiguration.enabled`]: rollover?.enabled ? "on" : "",
    [`${creditsField}.rolloverConfiguration.balanceCap`]: rollover?.balanceCap ?? "",
  };
  const rows = benefits.map((one) => {
    const isKnown = knownApps.some((app) => app.id === one.providerAppId);
    return {
      displayName: one.displayName,
      benefitKey: one.benefitKey,
      description: withLineFeeds(one.description),
      price: one.price ?? "",
      providerApp: isKnown ? one.providerAppId : "other",
      providerAppId: isKnown ? "" : one.providerAppId,
      isHeld: "on",
    };
  });
  return withBenefits(base, rows);
}

/** As typed, or none. One that Wix holds is 0 where there are no credits, and stays. */
function priceOf({ price }: BenefitRow, hasCredits: boolean): string | null {
  if (price.trim() === "") return null;
  return hasCredits || Number(price) === 0 ? price : null;
}

/**
 * The operation's input, as typed: it is parsed and checked there. Without credits the form shows no
 * price, so one that was typed before counts as none.
 */
export function detailsOf(typed: Typed) {
  const hasCredits = typed[creditsField] === "on";
  const at = (name: string) => typed[`${creditsField}.${name}`] ?? "";
  const rolls = at("rolloverConfiguration.enabled") === "on";
  const cap = at("rolloverConfiguration.balanceCap").trim();
  return {
    benefits: benefitRows(typed).map((row) => ({
      displayName: row.displayName,
      benefitKey: row.benefitKey,
      description: row.description,
      price: priceOf(row, hasCredits),
      providerAppId: (row.providerApp === "other" ? row.providerAppId : row.providerApp).trim(),
    })),
    creditConfiguration: hasCredits
      ? {
          amount: at("amount"),
          unitDisplayName: at("unitDisplayName"),
          rolloverConfiguration: { enabled: rolls, balanceCap: rolls && cap !== "" ? cap : null },
        }
      : null,
  };
}
