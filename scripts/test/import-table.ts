import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { parseSync } from "oxc-parser";

/** One import, as it is written. */
interface Import {
  /** Path from the root when it is ours, with no ending; else the name of a package. */
  target: string;
  isOurs: boolean;
  /** `import type`, `export type` or `import("…").T`: nothing of it is left at run time. */
  isType: boolean;
}

/** The folders that the table speaks of. */
const folders = ["app", "components", "lib", "emulator", "e2e"];

/** Of lib, from below: each may import what stands in a line above it, and itself. */
const levels = [
  ["env"],
  ["log", "decimal", "format"],
  ["db", "site"],
  ["budget"],
  ["wix", "audit", "mappings"],
  ["auth", "readiness"],
  ["operations"],
  ["imports", "search"],
];

/** Every import below `root` that the import table of architecture.md does not allow, as "file → target: why". */
export function importViolations(root: string): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesBelow(root, folder))
    .flatMap((path) =>
      importsOf(root, path).flatMap((one) => {
        const why = flaw(path, one);
        return why ? [`${path} → ${one.target}: ${why}`] : [];
      }),
    );
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .toSorted();
}

function flaw(path: string, one: Import): string | null {
  if (!one.isOurs) return flawOfPackage(path, one.target);
  const [top] = path.split("/");
  const isTest = /\.test\.tsx?$/.test(path);
  if (isTest && within(one.target, "scripts/test") && top !== "emulator") return null;
  switch (top) {
    case "app":
      return flawOfApp(path, one);
    case "components":
      return isTest && within(one.target, "lib") ? null : flawOfComponents(one);
    case "lib":
      return isTest ? flawOfLibTest(one) : flawOfLib(path, one);
    default:
      return within(one.target, top ?? "")
        ? null
        : `${top} imports nothing of ours, not even types`;
  }
}

function flawOfPackage(path: string, name: string): string | null {
  if (!name.startsWith("@wix/")) return null;
  const mayUse = [/^lib\/wix\//, /\.test\.ts$/, /^emulator\/testing\//, /^e2e\//];
  return mayUse.some((allowed) => allowed.test(path)) ? null : "only lib/wix knows the SDK";
}

function flawOfApp(path: string, { target, isType }: Import): string | null {
  const isView = /\/(page|form|table)\.tsx$/.test(path);
  if (isView && !isType && within(target, "lib/wix")) return "page, form and table never ask Wix";
  if (within(target, "components") || within(target, "lib")) return null;
  if (!within(target, "app")) return "a route imports its own folder, components and lib";
  const [own, other] = [featureOf(path), featureOf(target)];
  if (own === other) return null;
  return other === "" ? "a feature imports its own folder, not the frame" : "another feature";
}

/** `app/(admin)/pools` of a file in it or below; "" for the frame: what stands beside the features. */
function featureOf(path: string): string {
  const names = dirname(path).split("/");
  const depth = names.findIndex((name) => name !== "app" && !/^\(.*\)$/.test(name));
  return depth < 0 ? "" : names.slice(0, depth + 1).join("/");
}

function flawOfComponents({ target, isType }: Import): string | null {
  const isAllowed = within(target, "components") || target === "lib/format";
  if (isAllowed || (isType && within(target, "lib"))) return null;
  return "components import components, lib/format, and types of lib";
}

function flawOfLibTest({ target }: Import): string | null {
  return within(target, "lib") ? null : "a test of lib imports lib and scripts/test";
}

function flawOfLib(path: string, { target }: Import): string | null {
  if (within(target, "prisma/generated")) {
    return path === "lib/db.ts" ? null : "only lib/db knows Prisma's client";
  }
  if (!within(target, "lib")) return "lib imports lib";
  const [own, other] = [moduleOf(path), moduleOf(target)];
  if (own === other) return null;
  const [from, to] = [own, other].map((name) => levels.findIndex((level) => level.includes(name)));
  if (from === undefined || to === undefined || from < 0 || to < 0)
    return "not in the table of lib";
  return to < from ? null : "lib imports only downward";
}

/** `wix` of lib/wix/pools.ts, `format` of lib/format.ts and lib/format-time.ts. */
function moduleOf(path: string): string {
  const name = path.split("/")[1]?.replace(/\.tsx?$/, "") ?? "";
  return name.startsWith("format-") ? "format" : name;
}

function within(target: string, folder: string): boolean {
  return target === folder || target.startsWith(`${folder}/`);
}

function importsOf(root: string, path: string): Import[] {
  const source = readFileSync(join(root, path), "utf8");
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const found: Import[] = [];
  visit(program, (node) => {
    const specifier = specifierOf(node);
    if (specifier === null) return;
    const isType =
      node.importKind === "type" || node.exportKind === "type" || node.type === "TSImportType";
    found.push({ ...resolved(path, specifier), isType });
  });
  return found;
}

type Node = Record<string, unknown>;

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) return value.forEach((one) => visit(one, see));
  if (typeof value !== "object" || value === null) return;
  const node = value as Node;
  see(node);
  for (const held of Object.values(node)) visit(held, see);
}

/** What a node imports: import and export declarations, import(), import types, require(). */
function specifierOf(node: Node): string | null {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return textOf(node.source);
    case "TSExternalModuleReference":
      return textOf(node.expression);
    case "CallExpression":
      return nameOf(node.callee) === "require" ? textOf([node.arguments].flat()[0]) : null;
    default:
      return null;
  }
}

const nameOf = (value: unknown): unknown => (value as Node | null)?.name;

function textOf(value: unknown): string | null {
  const text = (value as Node | null)?.value;
  return typeof text === "string" ? text : null;
}

function resolved(path: string, specifier: string): { target: string; isOurs: boolean } {
  const bare = specifier.replace(/\.(ts|tsx|js|mjs)$/, "");
  if (specifier.startsWith("@/")) return { target: posix.normalize(bare.slice(2)), isOurs: true };
  if (!specifier.startsWith(".")) return { target: specifier, isOurs: false };
  return { target: posix.join(posix.dirname(path), bare), isOurs: true };
}
