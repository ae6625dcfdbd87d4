import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, sha256, toJson } from "./canonical";

/** The same value with the members of its objects in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, held]) => [name, reordered(held)])
      .reverse(),
  );
}

/** JSON as PostgreSQL's jsonb keeps it: no member is called __proto__. */
const json = fc.jsonValue({ noUnicodeString: false }).filter((value) => {
  return !JSON.stringify(value).includes("__proto__");
});

test("the order of members does not show, at any depth", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
    }),
  );
});

test("nothing is lost, and a second time changes nothing", () => {
  fc.assert(
    fc.property(json, (value) => {
      const once = canonicalJson(value);
      expect(JSON.parse(once)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(once))).toBe(once);
    }),
  );
});

test("two values are written alike when they are the same, and only then", () => {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(canonicalJson(a) === canonicalJson(b)).toBe(isDeepStrictEqual(plain(a), plain(b)));
    }),
  );
});

test("there is no white space, members stand by name, and the order of a list counts", () => {
  expect(canonicalJson({ b: [2, 1], a: { d: null, c: "x" } })).toBe(
    '{"a":{"c":"x","d":null},"b":[2,1]}',
  );
});

test("a date becomes its ISO string, what is undefined is left out, nothing is null", () => {
  const at = new Date("2026-11-21T10:00:00.123Z");
  expect(toJson({ at, gone: undefined })).toEqual({ at: "2026-11-21T10:00:00.123Z" });
  expect(toJson(undefined)).toBeNull();
});

test("a hash is the SHA-256 of the UTF-8 bytes", () => {
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
});
