import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Comment, parseSync, type Statement } from "oxc-parser";

export const provenances = ["documented", "typings", "observed", "assumed"] as const;
export type Provenance = (typeof provenances)[number];

/** A function of the state layer that says how Wix behaves, and on what ground. */
export interface Rule {
  file: string;
  name: string;
  provenances: Provenance[];
  /** Of the assumptions that it stands on. */
  assumptions: string[];
}

/** Files and functions of the state layer that say nothing of Wix, each with what it is instead. */
export const machinery: Readonly<Record<string, string>> = {
  "clock.ts": "the emulator's own clock, which Wix has not",
  "collection.ts": "stores entities",
  "cycle-size.ts": "bounds what one call of a control may store",
  "demo-members.ts": "names of people who do not exist",
  "ids.ts": "makes ids",
  "indexes.ts": "finds entities",
  "ledger.ts decimal": "writes a number",
  "local-time.ts": "reads a time zone",
  "members.ts addDemoMembers": "fills an empty site",
  "own-cycles.ts averageMs": "measures a duration",
  "policy-quotas.ts quotaKey": "an index of the store",
  "references.ts": "checks a state that is imported",
  "rows.ts": "keeps entities in order",
  "schedule.ts": "keeps jobs in the order of their time",
  "site-state.ts": "exports and imports a state",
  "state-reader.ts": "reads a state that is imported",
  "store.ts": "stores everything, with transactions",
};

interface Declared {
  name: string;
  start: number;
}

/** Every exported function and public method of an exported class in a source, with its docstring's grounds. */
export function rulesIn(file: string, source: string): Rule[] {
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  return program.body.flatMap(declared).map(({ name, start }) => {
    const doc = docBefore(source, comments, start);
    return { file, name, ...groundsOf(doc) };
  });
}

/** The rules of the state layer below this folder, without the machinery. */
export function stateRules(root: string): Rule[] {
  return emulatorSources(root).flatMap(({ file, source }) => {
    const name = file.replace(/^emulator\/state\//, "");
    if (name === file || name in machinery) return [];
    return rulesIn(file, source).filter((rule) => !(`${name} ${rule.name}` in machinery));
  });
}

/** The sources of the emulator, without tests and what is for tests. */
export function emulatorSources(root: string): { file: string; source: string }[] {
  const names = readdirSync(join(root, "emulator"), { recursive: true, encoding: "utf8" });
  return names
    .map((name) => `emulator/${name.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|\/testing\//.test(file))
    .toSorted()
    .map((file) => ({ file, source: readFileSync(join(root, file), "utf8") }));
}

/** What a docstring says of its grounds. */
export function groundsOf(doc: string): Pick<Rule, "provenances" | "assumptions"> {
  const named = provenances.filter((word) => new RegExp(`\\b${word}\\b[ (:]`).test(doc));
  return { provenances: named, assumptions: assumedIn(doc) };
}

/** The ids in "assumed (one, other)". */
export function assumedIn(text: string): string[] {
  const lists = text.matchAll(/\bassumed[\s*]*\(([^)]*)\)/g);
  return [...lists].flatMap(([, list = ""]) =>
    list.split(",").map((id) => id.replace(/[\s*]+/g, "")),
  );
}

/** The ids that a source reads as `assumes("id", …)`. */
export function readIn(source: string): string[] {
  return [...source.matchAll(/\bassumes\(\s*"([^"]+)"/g)].map(([, id = ""]) => id);
}

function declared(node: Statement): Declared[] {
  if (node.type !== "ExportNamedDeclaration" || !node.declaration) return [];
  const { declaration, start } = node;
  switch (declaration.type) {
    case "FunctionDeclaration":
      return declaration.id ? [{ name: declaration.id.name, start }] : [];
    case "VariableDeclaration":
      return declaration.declarations.flatMap(({ id, init }) =>
        init?.type === "ArrowFunctionExpression" && id.type === "Identifier"
          ? [{ name: id.name, start }]
          : [],
      );
    case "ClassDeclaration":
      return declaration.body.body.flatMap((member) =>
        member.type === "MethodDefinition" &&
        member.kind !== "constructor" &&
        member.accessibility !== "private" &&
        member.key.type === "Identifier"
          ? [{ name: `${declaration.id?.name}.${member.key.name}`, start: member.start }]
          : [],
      );
    default:
      return [];
  }
}

function docBefore(source: string, comments: readonly Comment[], start: number): string {
  const doc = comments.findLast(({ end }) => end <= start);
  const isBeside = doc?.type === "Block" && /^\s*$/.test(source.slice(doc.end, start));
  return isBeside && doc.value.startsWith("*") ? doc.value : "";
}
