import type { PackageDifference } from "./packages";

const signs = { added: "+", removed: "-", changed: "~" } as const;
const widthMax = 100;

/** A line for each difference, in columns; for what changed, the part that did, before and after. */
export function table(all: readonly PackageDifference[]): string {
  const rows = all.map((one) => [signs[one.change], one.package, one.kind, one.path]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const lines = all.flatMap((one, index) => {
    const cells = (rows[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return [cells.join("  "), ...details(one)];
  });
  const count = (change: PackageDifference["change"]) =>
    all.filter((one) => one.change === change).length;
  const sum = `${count("added")} added, ${count("removed")} removed, ${count("changed")} changed`;
  return [...lines, "", sum].join("\n");
}

function details({ change, before = "", after = "" }: PackageDifference): string[] {
  if (change !== "changed") return [];
  const [old, fresh] = trimmed(before, after);
  return [`     before  ${old}`, `     after   ${fresh}`];
}

/** Leaves out what long texts have in common at their beginning and end. */
function trimmed(before: string, after: string): [string, string] {
  if (Math.max(before.length, after.length) <= widthMax) return [before, after];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [from, until] = [Math.max(0, start - 20), Math.max(0, end - 20)];
  const cut = (text: string) =>
    `${from > 0 ? "…" : ""}${text.slice(from, text.length - until)}${until > 0 ? "…" : ""}`;
  return [cut(before), cut(after)];
}
