import {
  type Comment,
  type Function as Method,
  parseSync,
  type Statement,
  type TSType,
} from "oxc-parser";
import { hasTag, tagsIn } from "./tags";
import { literalsIn, literalText, nameOf, partsOf } from "./types";

export type Kind =
  "package" | "method" | "type" | "field" | "value" | "limit" | "error code" | "note" | "export";

/** One thing that typings say: what it is, where it is, and what is said of it. */
export interface Fact {
  kind: Kind;
  /** "Pool.details.benefits", "Pool.displayName @maxLength", "Cascade 'IMMEDIATELY'". */
  path: string;
  text: string;
}

/** All that typings say, by kind and path. */
export type Surface = ReadonlyMap<string, Fact>;

/** What a parser makes of one file of typings. Throws on what it cannot read, and on a tag that belongs to nothing that is told. */
export function surfaceOf(source: string): Surface {
  const { program, comments, errors } = parseSync("index.typings.d.mts", source);
  if (errors[0]) throw new Error(`the typings cannot be parsed: ${errors[0].message}`);
  const reader = new Reader(source, comments);
  for (const statement of program.body) reader.statement(statement);
  reader.checkComments();
  return reader.facts;
}

interface Node {
  start: number;
  end: number;
}

class Reader {
  readonly facts = new Map<string, Fact>();
  readonly #told = new Set<Comment>();

  constructor(
    private readonly source: string,
    private readonly comments: readonly Comment[],
  ) {}

  statement(node: Statement): void {
    switch (node.type) {
      case "TSInterfaceDeclaration": {
        const heritage = node.extends.map((one) => this.text(one)).toSorted(byText);
        const of = node.typeParameters ? this.text(node.typeParameters) : "";
        this.add("type", node.id.name, `interface${of} ${heritage.join(", ")}`.trim());
        this.notes(node, node.id.name);
        this.members(node.body.body, node.id.name);
        return;
      }
      case "TSTypeAliasDeclaration":
        return this.alias(node, node.id.name, node.typeAnnotation);
      case "TSEnumDeclaration":
        this.add("type", node.id.name, node.const ? "const enum" : "enum");
        this.notes(node, node.id.name);
        for (const member of node.body.members) {
          const path = `${node.id.name} ${this.text(member.id)}`;
          this.add("value", path, member.initializer ? this.text(member.initializer) : "");
          this.notes(member, path);
        }
        return;
      case "TSDeclareFunction":
        return this.method(node, node.id?.name ?? "default");
      case "VariableDeclaration":
        return this.add("type", this.text(node), "const");
      case "ImportDeclaration":
        return this.add("note", this.text(node), "import");
      case "ExportNamedDeclaration":
        for (const one of node.specifiers) {
          const [local, exported] = [this.text(one.local), this.text(one.exported)];
          this.add("export", exported, `${one.exportKind} ${local}`);
        }
        if (node.declaration) this.statement(node.declaration);
        return;
      default:
        throw new Error(`the typings hold what is not read: ${node.type}`);
    }
  }

  /** Overloads keep their order. */
  private method(node: Method, name: string): void {
    let path = name;
    for (let index = 2; this.facts.has(`method ${path}`); index += 1) path = `${name}#${index}`;
    const inputs = node.params.map((parameter) => this.text(parameter)).join(", ");
    const output = node.returnType ? this.text(node.returnType.typeAnnotation) : "";
    const generic = node.typeParameters ? this.text(node.typeParameters) : "";
    this.add("method", path, `${generic}(${inputs}): ${output}`);
    this.notes(node, path);
  }

  private alias(node: Node, name: string, type: TSType): void {
    this.notes(node, name);
    const shapes = type.type === "TSUnionType" ? type.types : [type];
    if (!name.endsWith("Errors")) {
      this.add("type", name, this.typed(type, name));
      return;
    }
    this.add("type", name, "errors");
    for (const shape of shapes) this.errorCodes(shape, name);
  }

  /** An error is told by its `code` or `ruleName`; what else it has is said of it. */
  private errorCodes(shape: TSType, name: string): void {
    if (shape.type !== "TSTypeLiteral") return this.add("error code", name, this.text(shape));
    const isCode = (key: string) => key === "code" || key === "ruleName";
    const fields = shape.members.map((member) => {
      const { key, type } = this.field(member);
      return { key, type, text: this.text(member) };
    });
    const rest = fields.filter(({ key }) => !isCode(key)).map(({ text }) => text);
    for (const { type, text } of fields.filter(({ key }) => isCode(key))) {
      const codes = type ? partsOf(type).flatMap((part) => literalText(part) ?? []) : [];
      for (const code of codes.length > 0 ? codes : [text]) {
        this.add("error code", `${name} ${code}`, rest.toSorted(byText).join(" "));
      }
    }
  }

  private members(members: readonly Signature[], owner: string): void {
    for (const member of members) {
      const { key, type, isOptional, isReadonly } = this.field(member);
      const path = `${owner}.${key}`;
      const words = [isReadonly ? "readonly" : "", isOptional ? "optional" : ""];
      const shape = type ? this.typed(type, path) : "any";
      this.add("field", path, [...words, shape].filter(Boolean).join(" "));
      this.notes(member, path);
    }
  }

  private field(member: Signature) {
    if (member.type !== "TSPropertySignature") {
      return { key: this.text(member), type: undefined, isOptional: false, isReadonly: false };
    }
    const type = member.typeAnnotation?.typeAnnotation;
    const key = nameOf(member.key) ?? this.text(member.key);
    return { key, type, isOptional: member.optional, isReadonly: member.readonly };
  }

  /** A type in words. Objects within are read field by field, and each text of a union is a value. */
  private typed(type: TSType, path: string): string {
    const objects = literalsIn(type);
    for (const [index, object] of objects.entries()) {
      this.members(object.members, objects.length > 1 ? `${path}[${index}]` : path);
    }
    const parts = partsOf(type);
    const values = parts.flatMap((part) => literalText(part) ?? []);
    if (values.length === 0) return this.text(type, objects);
    for (const value of values) this.add("value", `${path} ${value}`, "");
    const rest = parts.filter((part) => literalText(part) === undefined);
    const others = rest.map((part) => this.text(part, objects));
    return [type.type === "TSTupleType" ? "list" : "one of", ...others].join(" | ");
  }

  private notes(node: Node, path: string): void {
    for (const { name, value, isLimit, isRepeated } of tagsIn(this.docBefore(node))) {
      const at = isRepeated ? `${path} @${name} ${value}` : `${path} @${name}`;
      this.add(isLimit ? "limit" : "note", at.trim(), isRepeated ? "" : value);
    }
  }

  private docBefore({ start }: Node): string {
    const doc = this.comments.findLast(({ end }) => end <= start);
    const isBeside =
      doc && /^[\s]*(?:export\s+)?(?:declare\s+)?$/.test(this.source.slice(doc.end, start));
    if (!isBeside || doc.type !== "Block" || !doc.value.startsWith("*")) return "";
    this.#told.add(doc);
    return doc.value;
  }

  /** Throws on a tag that no node has told: behind it, within a line, or in a comment of another kind. */
  checkComments(): void {
    const left = this.comments.find((one) => !this.#told.has(one) && hasTag(one.value));
    if (!left) return;
    const line = this.source.slice(0, left.start).split("\n").length;
    const tag = /@\w.*/.exec(left.value)?.[0];
    throw new Error(`the comment at line ${line} has a tag that belongs to nothing: ${tag}`);
  }

  /** The source without comments and line breaks; `omitted` parts are shown as {…}. */
  private text({ start, end }: Node, omitted: readonly Node[] = []): string {
    const within = (node: Node) => node.start >= start && node.end <= end;
    const cuts = [
      ...omitted.filter(within).map((node) => ({ ...pick(node), as: "{…}" })),
      ...this.comments.filter(within).map((node) => ({ ...pick(node), as: " " })),
    ].toSorted((a, b) => a.start - b.start);
    let [text, at] = ["", start];
    for (const cut of cuts) {
      if (cut.start < at) continue;
      text += this.source.slice(at, cut.start) + cut.as;
      at = cut.end;
    }
    return (text + this.source.slice(at, end)).replace(/\s+/g, " ").trim();
  }

  private add(kind: Kind, path: string, text: string): void {
    const key = `${kind} ${path}`;
    const known = this.facts.get(key);
    this.facts.set(key, { kind, path, text: known ? `${known.text}; ${text}` : text });
  }
}

type Signature = Extract<Statement, { type: "TSInterfaceDeclaration" }>["body"]["body"][number];

const pick = ({ start, end }: Node): Node => ({ start, end });

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
