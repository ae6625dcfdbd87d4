import { inserted, replaced, Target } from "./mutation-target";
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

type Made = Omit<Mutation, "name"> | undefined;

const methods = {
  "a method is added": ({ source, body }: Target): Made => {
    const at = body.at(-1)?.start ?? 0;
    const text = "declare function newMethod(id: string): Promise<void>;\n";
    return { source: inserted(source, at, text), kind: "method", path: "newMethod" };
  },
  "a method is removed": (target: Target): Made => {
    const found = target.method();
    if (!found) return undefined;
    const source = replaced(target.source, target.whole(found.node), "");
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
    const source = replaced(target.source, target.whole(found.node), "");
    return { source, kind: "field", path: found.path };
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

/** A tag that is no limit: with a value that stays, or one that is changed. */
const tagChanges = (name: string) => ({
  [`@${name} is removed`]: (target: Target): Made => {
    const found = target.tag(name);
    if (!found) return undefined;
    return { source: replaced(target.source, found, "\n"), kind: "note", path: `@${name}` };
  },
  [`@${name} says something else`]: (target: Target): Made => {
    const found = target.tag(name);
    if (!found) return undefined;
    const text = `${found.text.trimEnd()}x\n`;
    return { source: replaced(target.source, found, text), kind: "note", path: `@${name}` };
  },
});

const tags = {
  ...tagChanges("requiredField"),
  ...tagChanges("permissionId"),
  "a field or method becomes @deprecated": (target: Target): Made => {
    const found = target.field();
    if (!found) return undefined;
    const { start } = found.node;
    const doc = target.source.lastIndexOf("*/", start);
    const isBeside = doc > 0 && /^\*\/\s*$/.test(target.source.slice(doc, start));
    const text = "@deprecated use another";
    const source = isBeside
      ? inserted(target.source, doc, `\n * ${text}\n `)
      : inserted(target.source, start, `/** ${text} */ `);
    return { source, kind: "note", path: `${found.path} @deprecated` };
  },
};

const members = {
  "a member is added to an enum": (target: Target): Made => {
    const found = target.enumMember();
    if (!found) return undefined;
    const source = inserted(target.source, found.member.start, 'NEW = "NEW",\n    ');
    return { source, kind: "value", path: `${found.owner.id.name} NEW` };
  },
  "a member of an enum is renamed": (target: Target): Made => {
    const found = target.enumMember();
    if (!found) return undefined;
    const source = inserted(target.source, found.member.start, "OLD_");
    return { source, kind: "value", path: `${found.owner.id.name} OLD_` };
  },
  "a member of an enum has another value": (target: Target): Made => {
    const found = target.enumMember();
    const value = found?.member.initializer;
    if (!found || !value) return undefined;
    const source = replaced(target.source, value, '"OTHER"');
    return { source, kind: "value", path: found.owner.id.name };
  },
  "a one-of has a choice more": (target: Target): Made => {
    const found = target.oneOf();
    if (!found) return undefined;
    const source = inserted(target.source, found.owner.body.start + 1, "\n    choice?: string;");
    return { source, kind: "field", path: `${found.owner.id.name}.choice` };
  },
  "a one-of has a choice less": (target: Target): Made => {
    const found = target.oneOf();
    if (!found) return undefined;
    const source = replaced(target.source, target.whole(found.member), "");
    return { source, kind: "field", path: `${found.owner.id.name}.` };
  },
};

const all = Object.entries({
  ...methods,
  ...fields,
  ...limits,
  ...tags,
  ...members,
  ...errorCodes,
});

/** The names of all kinds of mutation. */
export const mutationNames = all.map(([name]) => name);

/** A mutation of one kind at a place that follows from the seed; undefined when the file has no such place. */
export function mutated(source: string, name: string, seed: number): Mutation | undefined {
  const make = all.find(([one]) => one === name)?.[1];
  const made = make?.(new Target(source, randomFrom(seed)));
  return made && made.source !== source ? { name, ...made } : undefined;
}
