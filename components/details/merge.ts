import type { Difference, Typed } from "@/components/form/state";
import { labelOf } from "./labels";
import { benefitFields, benefitRows, withBenefits, type BenefitRow } from "./typed-details";

/** What a person had before them, what Wix holds now, what the person typed. */
export interface Versions {
  base: Typed;
  theirs: Typed;
  mine: Typed;
}

/**
 * Three ways into one: a field that I left as it was follows theirs, one that I changed stays mine.
 * Benefits are matched by key: one that they removed and I left is gone, one that I changed stays.
 */
export function merge({ base, theirs, mine }: Versions): Typed {
  const names = new Set([...plainNames(base), ...plainNames(theirs), ...plainNames(mine)]);
  const plain = [...names].map((name) => {
    const at = (typed: Typed) => typed[name] ?? "";
    return [name, at(mine) === at(base) ? at(theirs) : at(mine)] as const;
  });
  return withBenefits(Object.fromEntries(plain), mergeRows({ base, theirs, mine }));
}

function mergeRows({ base, theirs, mine }: Versions): BenefitRow[] {
  const [inBase, inTheirs, inMine] = [byKey(base), byKey(theirs), byKey(mine)];
  const keys = new Set([...inTheirs.keys(), ...inMine.keys()]);
  return [...keys].flatMap((key) => {
    const merged = mergeRow(inBase.get(key), inTheirs.get(key), inMine.get(key));
    return merged ? [merged] : [];
  });
}

function mergeRow(
  base: BenefitRow | undefined,
  theirs: BenefitRow | undefined,
  mine: BenefitRow | undefined,
) {
  if (isSame(mine, base)) return theirs;
  if (!mine || !theirs) return mine;
  const fields = benefitFields.map((field) => {
    const isMine = mine[field] !== base?.[field];
    return [field, isMine ? mine[field] : theirs[field]] as const;
  });
  return { ...theirs, ...Object.fromEntries(fields) };
}

/** The fields that are not the same in all three, in words. */
export function differences({ base, theirs, mine }: Versions): Difference[] {
  const names = new Set([...plainNames(theirs), ...plainNames(mine)]);
  const plain = [...names].map((name) => ({
    name,
    label: labelOf(name),
    base: shown(name, base[name]),
    theirs: shown(name, theirs[name]),
    mine: shown(name, mine[name]),
  }));
  return [...plain, ...rowDifferences({ base, theirs, mine })].filter(
    (one) => one.base !== one.theirs || one.base !== one.mine,
  );
}

function rowDifferences({ base, theirs, mine }: Versions): Difference[] {
  const [inBase, inTheirs, inMine] = [byKey(base), byKey(theirs), byKey(mine)];
  const keys = new Set([...inBase.keys(), ...inTheirs.keys(), ...inMine.keys()]);
  return [...keys].flatMap((key) => {
    const rows = [inBase.get(key), inTheirs.get(key), inMine.get(key)] as const;
    const title = rows.find(Boolean)?.displayName || key;
    return benefitFields.map((field) => {
      const [b, t, m] = rows.map((row) => row?.[field] ?? "no such benefit");
      const label = `${title}: ${labelOf(field).toLowerCase()}`;
      return { name: `${key}.${field}`, label, base: b ?? "", theirs: t ?? "", mine: m ?? "" };
    });
  });
}

function plainNames(typed: Typed): string[] {
  return Object.keys(typed).filter((name) => !name.startsWith("details.benefits."));
}

function byKey(typed: Typed): Map<string, BenefitRow> {
  return new Map(benefitRows(typed).map((row) => [row.benefitKey, row]));
}

function isSame(a: BenefitRow | undefined, b: BenefitRow | undefined): boolean {
  return benefitFields.every((field) => a?.[field] === b?.[field]);
}

/** A box sends "on" or nothing: said as yes or no. */
function shown(name: string, value = ""): string {
  const isBox = name.endsWith(".enabled") || name.endsWith("creditConfiguration");
  if (isBox) return value === "on" ? "yes" : "no";
  return value;
}
