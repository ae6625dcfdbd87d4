import { parseSync, type Statement } from "oxc-parser";
import type { Kind } from "./surface";

/** A small change of typings, and what must be told of it. */
export interface Mutation {
  name: string;
  source: string;
  kind: Kind;
  /** What a told path holds. */
  path: string;
}

/** Numbers from 0 up to below 1 that follow from a seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Range {
  start: number;
  end: number;
}

type Interface = Extract<Statement, { type: "TSInterfaceDeclaration" }>;
type Property = Extract<Interface["body"]["body"][number], { type: "TSPropertySignature" }>;

const replaced = (source: string, { start, end }: Range, by: string) =>
  source.slice(0, start) + by + source.slice(end);

const inserted = (source: string, at: number, text: string) =>
  replaced(source, { start: at, end: at }, text);

type Made = Omit<Mutation, "name"> | undefined;

/** What is there to be changed in one file, and the choice among it. */
class Target {
  readonly body: readonly Statement[];

  constructor(
    readonly source: string,
    private readonly random: () => number,
  ) {
    this.body = parseSync("index.typings.d.mts", source).program.body;
  }

  one<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.random() * all.length)];
  }

  method() {
    return this.one(
      this.body.flatMap((node) =>
        node.type === "TSDeclareFunction" && node.id ? [{ node, id: node.id }] : [],
      ),
    );
  }

  interface() {
    return this.one(
      this.body.flatMap((node) => (node.type === "TSInterfaceDeclaration" ? node : [])),
    );
  }

  field() {
    const owners = this.body.flatMap((node) =>
      node.type === "TSInterfaceDeclaration" && node.body.body.length > 0 ? node : [],
    );
    const owner = this.one(owners);
    const members = (owner?.body.body ?? []).flatMap((member): Property[] =>
      member.type === "TSPropertySignature" ? [member] : [],
    );
    const node = this.one(members);
    if (!owner || !node?.typeAnnotation) return undefined;
    const name = this.source.slice(node.key.start, node.key.end);
    return { node, type: node.typeAnnotation.typeAnnotation, path: `${owner.id.name}.${name}` };
  }

  errors() {
    return this.one(
      this.body.flatMap((node) =>
        node.type === "TSTypeAliasDeclaration" && node.id.name.endsWith("Errors") ? node : [],
      ),
    );
  }

  /** A line of a doc comment that holds a limit. */
  limit() {
    const line =
      /^[ *]*@(decimalValue|format|max|maxLength|maxSize|min|minLength|minSize)\b:? *(.*)\n/gm;
    const found = this.one([...this.source.matchAll(line)]);
    if (!found) return undefined;
    const [text, tag = "", value = ""] = found;
    return { start: found.index, end: found.index + text.length, text, tag, value };
  }
}

const methods = {
  "a method is added": ({ source, body }: Target): Made => {
    const at = body.at(-1)?.start ?? 0;
    const text = "declare function newMethod(id: string): Promise<void>;\n";
    return { source: inserted(source, at, text), kind: "method", path: "newMethod" };
  },
  "a method is removed": (target: Target): Made => {
    const found = target.method();
    if (!found) return undefined;
    const source = replaced(target.source, found.node, "");
    return { source, kind: "method", path: found.id.name };
  },
  "a method is renamed": (target: Target): Made => {
    const found = target.method();
    if (!found) return undefined;
    const name = `${found.id.name}Renamed`;
    return { source: replaced(target.source, found.id, name), kind: "method", path: name };
  },
  "a method takes one thing more": (target: Target): Made => {
    const found = target.method();
    if (!found) return undefined;
    const at = target.source.indexOf("(", found.id.end) + 1;
    const source = inserted(target.source, at, "first: string, ");
    return { source, kind: "method", path: found.id.name };
  },
  "a method answers otherwise": (target: Target): Made => {
    const found = target.method();
    const type = found?.node.returnType?.typeAnnotation;
    if (!found || !type) return undefined;
    const source = replaced(target.source, type, "Promise<Otherwise>");
    return { source, kind: "method", path: found.id.name };
  },
};

const fields = {
  "a field is added": (target: Target): Made => {
    const found = target.interface();
    if (!found) return undefined;
    const source = inserted(target.source, found.body.start + 1, "\n    newField?: string;");
    return { source, kind: "field", path: `${found.id.name}.newField` };
  },
  "a field is removed": (target: Target): Made => {
    const found = target.field();
    if (!found) return undefined;
    return { source: replaced(target.source, found.node, ""), kind: "field", path: found.path };
  },
  "a field is renamed": (target: Target): Made => {
    const found = target.field();
    if (!found) return undefined;
    const source = inserted(target.source, found.node.key.start, "renamed_");
    return { source, kind: "field", path: found.path };
  },
  "a field becomes optional or required": (target: Target): Made => {
    const found = target.field();
    if (!found) return undefined;
    const { end } = found.node.key;
    const source = found.node.optional
      ? replaced(target.source, { start: end, end: end + 1 }, "")
      : inserted(target.source, end, "?");
    return { source, kind: "field", path: found.path };
  },
  "a field has another type": (target: Target): Made => {
    const found = target.field();
    if (!found) return undefined;
    const source = replaced(target.source, found.type, "AnotherType");
    return { source, kind: "field", path: found.path };
  },
  "a field may be null, or something more": (target: Target): Made => {
    const found = target.field();
    if (!found) return undefined;
    const source = inserted(target.source, found.type.end, " | More");
    return { source, kind: "field", path: found.path };
  },
};

const limits = {
  "a limit is added": (target: Target): Made => {
    const found = target.field();
    if (!found) return undefined;
    const { start } = found.node;
    const doc = target.source.lastIndexOf("*/", start);
    const isBeside = doc > 0 && /^\*\/\s*$/.test(target.source.slice(doc, start));
    const source = isBeside
      ? inserted(target.source, doc, "\n * @minLength 3\n ")
      : inserted(target.source, start, "/** @minLength 3 */ ");
    return { source, kind: "limit", path: `${found.path} @minLength` };
  },
  "a limit is removed": (target: Target): Made => {
    const found = target.limit();
    if (!found) return undefined;
    return { source: replaced(target.source, found, "\n"), kind: "limit", path: `@${found.tag}` };
  },
  "a limit is changed": (target: Target): Made => {
    const found = target.limit();
    if (!found) return undefined;
    const text = `${found.text.trimEnd()}9\n`;
    return { source: replaced(target.source, found, text), kind: "limit", path: `@${found.tag}` };
  },
};

const errorCodes = {
  "an error code is added": (target: Target): Made => {
    const found = target.errors();
    if (!found) return undefined;
    const text = " | {\n    code?: 'NEW_CODE';\n    description?: string;\n}";
    const source = inserted(target.source, found.typeAnnotation.end, text);
    return { source, kind: "error code", path: `${found.id.name} 'NEW_CODE'` };
  },
  "an error code is removed": (target: Target): Made => {
    const found = target.errors();
    if (found?.typeAnnotation.type !== "TSUnionType") return undefined;
    const { typeAnnotation } = found;
    const gone = target.one(typeAnnotation.types);
    const rest = typeAnnotation.types.filter((one) => one !== gone);
    const text = rest.map(({ start, end }) => target.source.slice(start, end)).join(" | ");
    const source = replaced(target.source, typeAnnotation, text);
    return { source, kind: "error code", path: found.id.name };
  },
  "an error code is renamed": (target: Target): Made => {
    const found = target.errors();
    if (!found) return undefined;
    const text = target.source.slice(found.start, found.end);
    const code = target.one([...text.matchAll(/(?:code|ruleName)\?: '(\w+)'/g)]);
    if (!code) return undefined;
    const at = found.start + code.index + code[0].length - 1;
    const source = inserted(target.source, at, "_RENAMED");
    return { source, kind: "error code", path: `'${code[1]}_RENAMED'` };
  },
  "an error says something more": (target: Target): Made => {
    const found = target.errors();
    if (!found) return undefined;
    const at = target.source.indexOf("{", found.typeAnnotation.start) + 1;
    const source = inserted(target.source, at, "\n    more?: string;");
    return { source, kind: "error code", path: found.id.name };
  },
};

const all = Object.entries({ ...methods, ...fields, ...limits, ...errorCodes });

/** The names of all kinds of mutation. */
export const mutationNames = all.map(([name]) => name);

/** A mutation of one kind at a place that follows from the seed; undefined when the file has no such place. */
export function mutated(source: string, name: string, seed: number): Mutation | undefined {
  const make = all.find(([one]) => one === name)?.[1];
  const made = make?.(new Target(source, randomFrom(seed)));
  return made && made.source !== source ? { name, ...made } : undefined;
}
