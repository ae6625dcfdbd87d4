import { describe, expect, it } from "vitest";
import { chooseAssumptions } from "./assumptions";
import { fieldMask, maskedChange } from "./field-mask";
import { Site } from "./state/site";
import { Store } from "./state/store";

const site = new Site(new Store({ realTime: () => 0, commit: () => {} }), chooseAssumptions(), 0);
const fields = { displayName: null, details: {}, extendedFields: null };
const current = { displayName: "Old", details: { a: { x: 1, y: 2 }, b: [1] } };
const change = (mask: unknown, given: object) =>
  maskedChange(site, { mask: fieldMask.parse(mask), given, current, fields, field: "fieldMask" });

describe("a field mask", () => {
  it.each([
    ["displayName", { displayName: "New", details: {} }, { displayName: "New" }],
    ["displayName", {}, { displayName: null }],
    ["details", {}, { details: {} }],
    ["details.a", { details: { a: { x: 3 } } }, { details: { a: { x: 3 }, b: [1] } }],
    ["details.a.x", { details: { a: { x: 3 } } }, { details: { a: { x: 3, y: 2 }, b: [1] } }],
    ["details.a.x, details.b", { details: {} }, { details: { a: { y: 2 } } }],
    ["details.c.d", { details: { c: { d: 1 } } }, { details: { ...current.details, c: { d: 1 } } }],
    ["display_name", { displayName: "New", revision: "3" }, { displayName: "New", revision: "3" }],
    [{ paths: ["displayName"] }, { displayName: "New" }, { displayName: "New" }],
    ["id,revision,displayName", { displayName: "New" }, { displayName: "New" }],
    [
      "extendedFields.namespaces.my_app",
      { extendedFields: { namespaces: { my_app: 1, myApp: 2 } } },
      { extendedFields: { namespaces: { my_app: 1 } } },
    ],
    [undefined, { displayName: "New" }, { displayName: "New" }],
    ["", { displayName: "New" }, { displayName: "New" }],
  ])("%j of %j is the change %j", (mask, given, expected) => {
    expect(change(mask, given)).toEqual(expected);
  });

  it.each(["status", "displayname", "__proto__", "constructor.name"])("has no %s", (path) => {
    expect(() => change(path, {})).toThrow(`has no "${path}"`);
  });

  it("does not reach what all objects have", () => {
    const made = change("details.__proto__.polluted", {
      details: JSON.parse('{"__proto__":{"polluted":1}}'),
    });
    expect(Object.getPrototypeOf(made.details)).toBe(Object.prototype);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
