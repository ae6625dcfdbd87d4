interface Tag {
  name: string;
  value: string;
  isLimit: boolean;
  /** May stand several times, each time for something else. */
  isRepeated: boolean;
}

const limits = new Set([
  "decimalValue",
  "format",
  "max",
  "maxLength",
  "maxSize",
  "min",
  "minLength",
  "minSize",
]);

const repeated = new Set(["applicableIdentity", "permissionId", "requiredField"]);

/** Words for people, which say nothing that can be kept or broken. */
const prose = new Set(["param", "returns"]);

/**
 * The tags of a doc comment; "@max 1000" and "@max: 1000" are the same. Throws on what would be passed over: a limit that
 * does not begin its line, or that goes on in the next one.
 */
export function tagsIn(doc: string): Tag[] {
  const lines = doc.split("\n").map((line) => line.replace(/^[\s*]+/, "").trim());
  return lines.flatMap((line, index) => {
    const [, name = "", value = ""] = /^@(\w+):?\s*(.*)$/.exec(line) ?? [];
    const isLimit = limits.has(name);
    const next = lines[index + 1] ?? "";
    if (isKnownIn(line.slice(1))) throw new Error(`a tag stands within a line: ${line}`);
    if (isLimit && next !== "" && !next.startsWith("@")) {
      throw new Error(`a limit goes on in the next line: ${line}`);
    }
    if (name === "" || prose.has(name)) return [];
    return { name, value: value.replace(/\s+/g, " "), isLimit, isRepeated: repeated.has(name) };
  });
}

/** Whether a comment says something that can be kept or broken. */
export function hasTag(comment: string): boolean {
  return isKnownIn(comment) || /^[\s*]*@(?!param\b|returns\b)\w/m.test(comment);
}

/** A limit or what may stand several times, anywhere. */
function isKnownIn(text: string): boolean {
  return [...text.matchAll(/@(\w+)/g)].some(
    ([, name = ""]) => limits.has(name) || repeated.has(name),
  );
}
