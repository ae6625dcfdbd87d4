import type { PropertyKey, TSType, TSTypeLiteral } from "oxc-parser";

/** The members of a union, the elements of a tuple, or the type alone. */
export function partsOf(type: TSType): readonly TSType[] {
  if (type.type === "TSUnionType") return type.types;
  if (type.type !== "TSTupleType") return [type];
  return type.elementTypes.flatMap((element) => (isType(element) ? element : []));
}

/** A text literal as it is written; undefined for every other type. */
export function literalText(type: TSType): string | undefined {
  if (type.type !== "TSLiteralType" || type.literal.type !== "Literal") return undefined;
  return typeof type.literal.value === "string" ? `'${type.literal.value}'` : undefined;
}

/** Objects that are written out within a type, the outermost of each. */
export function literalsIn(type: unknown): TSTypeLiteral[] {
  if (typeof type !== "object" || type === null) return [];
  if (isObject(type)) return [type];
  return Object.values(type).flatMap(literalsIn);
}

export function nameOf(key: PropertyKey): string | undefined {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}

function isObject(value: object): value is TSTypeLiteral {
  return "type" in value && value.type === "TSTypeLiteral";
}

function isType(element: { type: string }): element is TSType {
  return !["TSNamedTupleMember", "TSOptionalType", "TSRestType"].includes(element.type);
}
