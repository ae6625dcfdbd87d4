import type { Row } from "./run";

const marks = { passed: "ok", failed: "FAILED", "not tried": "--", observed: "??" } as const;

/** A table, method by method, and the sums. */
export function report(rows: readonly Row[]): string {
  const cells = rows.map((row) => [marks[row.outcome], row.method, row.kind, row.title] as const);
  const widths = [0, 1, 2].map((column) =>
    Math.max(0, ...cells.map((row) => (row[column] ?? "").length)),
  );
  const lines = rows.flatMap((row, index) => {
    const line = (cells[index] ?? []).map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ");
    return row.words === "" ? [line.trimEnd()] : [line.trimEnd(), `        ${row.words}`];
  });
  const count = (outcome: Row["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  const methods = new Set(rows.flatMap((row) => (row.kind === "observation" ? [] : row.method)));
  const sum =
    `${methods.size} methods, ${rows.length} rows: ${count("passed")} passed, ` +
    `${count("failed")} failed, ${count("observed")} differ from an assumption, ` +
    `${count("not tried")} could not be tried`;
  return [...lines, "", sum].join("\n");
}
