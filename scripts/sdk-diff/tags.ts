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

/** The tags of a doc comment; "@max 1000" and "@max: 1000" are the same. */
export function tagsIn(doc: string): Tag[] {
  const found = [...doc.matchAll(/^[\s*]*@(\w+):?[^\S\n]*(.*)$/gm)];
  return found.flatMap(([, name = "", value = ""]) => {
    if (prose.has(name)) return [];
    const isRepeated = repeated.has(name);
    return {
      name,
      value: value.replace(/\s+/g, " ").trim(),
      isLimit: limits.has(name),
      isRepeated,
    };
  });
}
