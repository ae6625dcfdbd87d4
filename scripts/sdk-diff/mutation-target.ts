import { parseSync, type Statement } from "oxc-parser";

interface Range {
  start: number;
  end: number;
}

type Interface = Extract<Statement, { type: "TSInterfaceDeclaration" }>;
type Property = Extract<Interface["body"]["body"][number], { type: "TSPropertySignature" }>;

export const replaced = (source: string, { start, end }: Range, by: string) =>
  source.slice(0, start) + by + source.slice(end);

export const inserted = (source: string, at: number, text: string) =>
  replaced(source, { start: at, end: at }, text);

/** What is there to be changed in one file, and the choice among it. */
export class Target {
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

  /** A node with the doc comment before it. */
  whole({ start, end }: Range): Range {
    const before = this.source.slice(0, start);
    const doc = /\/\*\*(?:(?!\*\/)[^])*\*\/\s*$/.exec(before.slice(before.lastIndexOf("/**")));
    return doc ? { start: start - doc[0].length, end } : { start, end };
  }

  errors() {
    return this.one(
      this.body.flatMap((node) =>
        node.type === "TSTypeAliasDeclaration" && node.id.name.endsWith("Errors") ? node : [],
      ),
    );
  }

  limit() {
    return this.tag("decimalValue|format|max|maxLength|maxSize|min|minLength|minSize");
  }

  /** A line of a doc comment that holds one of these tags. */
  tag(names: string) {
    const line = new RegExp(`^[ *]*@(${names})\\b:? *(.*)\\n`, "gm");
    const found = this.one([...this.source.matchAll(line)]);
    if (!found) return undefined;
    const [text, tag = "", value = ""] = found;
    return { start: found.index, end: found.index + text.length, text, tag, value };
  }

  enumMember() {
    const owner = this.one(
      this.body.flatMap((node) => (node.type === "TSEnumDeclaration" ? node : [])),
    );
    const member = this.one(owner?.body.members ?? []);
    return owner && member ? { owner, member } : undefined;
  }

  /** A member of an interface that is marked as one-of. */
  oneOf() {
    const owner = this.one(
      this.body.flatMap((node) =>
        node.type === "TSInterfaceDeclaration" && node.id.name.endsWith("OneOf") ? node : [],
      ),
    );
    const member = this.one(owner?.body.body ?? []);
    return owner && member?.type === "TSPropertySignature" ? { owner, member } : undefined;
  }
}
