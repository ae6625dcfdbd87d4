import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assumptions } from "@/emulator/assumptions";
import {
  assumedIn,
  emulatorSources,
  groundsOf,
  machinery,
  readIn,
  rulesIn,
  stateRules,
} from "./rules";

const root = join(import.meta.dirname, "..", "..");
const sources = emulatorSources(root);
const ids = assumptions.map(({ id }) => id);

describe("the rules of the emulator", () => {
  const rules = stateRules(root);

  it("say whether they are documented, typings, observed or assumed", () => {
    expect(rules.length).toBeGreaterThan(100);
    const silent = rules.filter((rule) => rule.provenances.length === 0);
    expect(silent.map(({ file, name }) => `${file} ${name}`)).toEqual([]);
  });

  it("name the assumptions that they stand on, and only such as there are", () => {
    const vague = rules.filter(
      (rule) => rule.provenances.includes("assumed") && rule.assumptions.length === 0,
    );
    expect(vague.map(({ file, name }) => `${file} ${name}`)).toEqual([]);
    const known = new Set<string>(ids);
    const invented = sources.flatMap(({ file, source }) =>
      assumedIn(source).flatMap((id) => (known.has(id) ? [] : [`${file}: ${id}`])),
    );
    expect(invented).toEqual([]);
  });

  it("read each assumption, or name it where there is nothing to choose", () => {
    const read = new Set(sources.flatMap(({ source }) => readIn(source)));
    const named = new Set(sources.flatMap(({ source }) => assumedIn(source)));
    const unread = assumptions.filter(({ id, alternatives }) =>
      alternatives.length > 0 ? !read.has(id) : !read.has(id) && !named.has(id),
    );
    expect(unread.map(({ id }) => id)).toEqual([]);
  });

  it("leave out only what there is", () => {
    const there = sources.flatMap(({ file, source }) => [
      file,
      ...rulesIn(file, source).map(({ name }) => `${file} ${name}`),
    ]);
    const gone = Object.keys(machinery).filter((one) => !there.includes(`emulator/state/${one}`));
    expect(gone).toEqual([]);
  });
});

describe("a rule", () => {
  it("is an exported function or a public method of an exported class", () => {
    const source = `
      /** documented: one. */
      export function one() {}
      export const two = () => 2;
      function three() {}
      export const four = 4;
      export class Five { constructor() {} /** typings: six. */ six() {} private seven() {} #eight() {} }
    `;
    expect(rulesIn("x.ts", source)).toEqual([
      { file: "x.ts", name: "one", provenances: ["documented"], assumptions: [] },
      { file: "x.ts", name: "two", provenances: [], assumptions: [] },
      { file: "x.ts", name: "Five.six", provenances: ["typings"], assumptions: [] },
    ]);
  });

  it("has its grounds in the docstring that stands beside it, not in one further up", () => {
    const far = "/** documented: of nothing. */\nconst a = 1;\nexport function b() {}";
    expect(rulesIn("x.ts", far)).toMatchObject([{ name: "b", provenances: [] }]);
  });

  it("may have several grounds, and lists of assumptions over two lines", () => {
    expect(groundsOf("* typings: a. assumed (one,\n * two): b. observed: c.")).toEqual({
      provenances: ["typings", "observed", "assumed"],
      assumptions: ["one", "two"],
    });
  });
});
