import { describe, expect, it } from "vitest";
import { seededState } from "../seed/seeded-state";
import { type SiteState, stateText } from "./site-state";
import { StateReader } from "./state-reader";

const state = seededState("a", 3);
const text = [...stateText(state)].join("");

/** Through one buffer, as a file is read. */
function read(document: string, size: number): SiteState {
  const reader = new StateReader();
  const bytes = Buffer.from(document);
  const buffer = Buffer.alloc(size);
  for (let start = 0; start < bytes.length; start += size) {
    const length = bytes.copy(buffer, 0, start, start + size);
    reader.write(buffer.subarray(0, length));
  }
  return reader.end();
}

describe("the document of a state", () => {
  it.each([1, 2, 7, 1_000, 1_000_000])("is read in pieces of %d bytes", (size) => {
    expect(Buffer.byteLength(text)).toBeGreaterThan(text.length);
    expect([...stateText(read(text, size))].join("") === text).toBe(true);
  });

  it("may be laid out, and ordered, in another way", () => {
    const { seed, counters, collections, format } = JSON.parse(text);
    const other = JSON.stringify({ collections, counters, seed, format }, null, "\t");
    expect([...stateText(read(other, 50))].join("") === text).toBe(true);
  });

  it("keeps quotes, brackets and backslashes in texts", () => {
    const odd = '}{"][\\" \\\\ \\u0000 ä 😀 ';
    const [first, ...others] = state.collections.programDefinitions ?? [];
    const programDefinitions = [{ ...first, id: "1", displayName: odd }, ...others];
    const collections = { ...state.collections, programDefinitions };
    const document = [...stateText({ ...state, collections })].join("");
    expect([...stateText(read(document, 3))].join("") === document).toBe(true);
  });

  it.each(["", "{", "]", "}}", text.slice(0, -1), `${text}}`, text.replace('":', '"')])(
    "is no JSON: %.20s …",
    (broken) => {
      expect(() => read(broken, 64)).toThrow(SyntaxError);
    },
  );
});
