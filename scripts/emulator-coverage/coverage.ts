import { assumptions } from "@/emulator/assumptions";
import { type Check } from "../conformance/check";
import { observations } from "../conformance/observations";
import { refusals } from "../conformance/refusals";
import { checks } from "../conformance/suite";
import { provenances, type Rule } from "./rules";

/** What docs/emulator-coverage.md says. */
export function coverage(rules: readonly Rule[]): string {
  return [
    "# What the emulator covers",
    "",
    "Made by `npm run emulator:coverage`; a test compares it with what there is. Each row of the first two tables is run by",
    "`npm run conformance -- --target emulator`, each time the tests are.",
    "",
    "## Methods",
    "",
    methodTable(),
    "",
    "## Refusals",
    "",
    "Every application error code and validation rule of the typings. Internal ones come only from fields that the typings",
    "mark as internal, or from no request at all.",
    "",
    refusalTable(),
    "",
    "## Rules",
    "",
    "Exported functions of `emulator/state` by what their docstrings name as their ground; some have several.",
    "",
    ruleTable(rules),
    "",
    "## Assumptions",
    "",
    "Rules of the state layer that stand on each, and whether the conformance suite can see what a target does. What they are:",
    "[the guide](guide/emulator.md#assumptions).",
    "",
    assumptionTable(rules),
    "",
  ].join("\n");
}

/** The assumptions as the guide lists them. */
export function guideTable(): string {
  const rows = assumptions
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, what, default: choice, alternatives, why }) => [
      `\`${id}\``,
      what,
      `\`${choice}\``,
      alternatives.map((one) => `\`${one}\``).join(", ") || "none",
      why,
    ]);
  return table(["id", "what", "default", "alternatives", "why"], rows);
}

function methodTable(): string {
  const methods = [...new Set(checks.map(({ method }) => method))];
  const titles = (method: string, kind: Check["kind"]) =>
    checks
      .filter((check) => check.method === method && check.kind === kind)
      .map(({ title }) => title)
      .join("; ");
  const count = (method: string) =>
    checks.filter((check) => check.method === method && check.kind === "refusal").length || "";
  return table(
    ["method", "works", "refusals", "limits"],
    methods.map((method) => [
      `\`${method}\``,
      titles(method, "works"),
      String(count(method)),
      titles(method, "limit"),
    ]),
  );
}

function refusalTable(): string {
  return table(
    ["method", "code", "status", "data", "caused by", "internal"],
    refusals
      .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
      .map(({ method, code, status, data = [], cause, isInternal, assumption }) => [
        `\`${method}\``,
        `\`${code}\``,
        assumption ? `${status} (\`${assumption}\`)` : String(status),
        data.map((field) => `\`${field}\``).join(", "),
        cause,
        isInternal ? "yes" : "",
      ]),
  );
}

const key = ({ method, code }: { method: string; code: string }) => `${method} ${code}`;

function ruleTable(rules: readonly Rule[]): string {
  const files = [...new Set(rules.map(({ file }) => file))];
  const count = (of: readonly Rule[], word: (typeof provenances)[number]) =>
    String(of.filter((rule) => rule.provenances.includes(word)).length);
  const row = (name: string, of: readonly Rule[]) => [
    name,
    String(of.length),
    ...provenances.map((word) => count(of, word)),
  ];
  return table(
    ["file", "rules", ...provenances],
    [
      ...files.map((file) =>
        row(
          `\`${file.replace("emulator/state/", "")}\``,
          rules.filter((rule) => rule.file === file),
        ),
      ),
      row("all", rules),
    ],
  );
}

function assumptionTable(rules: readonly Rule[]): string {
  const seen = new Set(observations.map(({ id }) => id));
  return table(
    ["assumption", "rules", "seen by conformance"],
    assumptions
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id }) => [
        `\`${id}\``,
        rules
          .filter((rule) => rule.assumptions.includes(id))
          .map(({ name }) => `\`${name}\``)
          .join(", "),
        seen.has(id) ? "yes" : "",
      ]),
  );
}

/** A table with columns as wide as their widest cell, as the formatter leaves it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) =>
    Math.max(3, ...all.map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const [first = [], ...rest] = all;
  return [line(first), rule, ...rest.map(line)].join("\n");
}
