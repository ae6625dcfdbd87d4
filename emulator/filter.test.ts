import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matches, parseFilter } from "./filter";
import { fieldRules } from "./query";
import { selected } from "./select";
import { Store } from "./state/store";
import { given } from "./testing/client";

describe("the query language", () => {
  interface Thing {
    id: string;
    name?: string;
    tags: string[];
    createdDate: string;
    deep?: { ids: { key: string }[] };
  }
  const rules = fieldRules({ all: ["name", "tags", "createdDate", "deep.ids.key"] });
  const word: fc.Arbitrary<string> = fc.constantFrom("a", "A", "ab", "b", "Ba", "");
  const time = fc
    .integer({ min: 0, max: 5 })
    .map((day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString());
  const thing = fc.record(
    {
      name: word,
      tags: fc.array(word, { maxLength: 3 }),
      createdDate: time,
      deep: fc.record({ ids: fc.array(fc.record({ key: word }), { maxLength: 2 }) }),
    },
    { requiredKeys: ["tags", "createdDate"] },
  );

  type Predicate = (thing: Thing) => boolean;
  const fields: [string, typeof word, (thing: Thing) => string[]][] = [
    ["name", word, ({ name }) => (name === undefined ? [] : [name])],
    ["tags", word, ({ tags }) => tags],
    ["createdDate", time, ({ createdDate }) => [createdDate]],
    ["deep.ids.key", word, ({ deep }) => deep?.ids.map(({ key }) => key) ?? []],
  ];
  // The naive filter: what each operator means, written once more and as plainly as can be.
  const leaf: fc.Arbitrary<[object, Predicate]> = fc
    .constantFrom(...fields)
    .chain(([field, value, read]) =>
      fc
        .tuple(value, fc.array(value, { maxLength: 3 }), fc.boolean(), fc.nat(13))
        .map(([one, many, flag, which]): [object, Predicate] => {
          const some = (test: (value: string) => boolean) => (t: Thing) => read(t).some(test);
          const tests: [object | string | null, Predicate][] = [
            [one, some((v) => v === one)],
            [null, (t) => read(t).length === 0],
            [{ $eq: one }, some((v) => v === one)],
            [{ $ne: one }, (t) => !read(t).includes(one)],
            [{ $in: many }, some((v) => many.includes(v))],
            [{ $nin: many }, (t) => !read(t).some((v) => many.includes(v))],
            [{ $hasSome: many }, some((v) => many.includes(v))],
            [{ $hasAll: many }, (t) => many.every((v) => read(t).includes(v))],
            [{ $isEmpty: flag }, (t) => read(t).every((v) => v === "") === flag],
            [{ $exists: flag }, (t) => read(t).length > 0 === flag],
            [{ $gt: one }, some((v) => v > one)],
            [{ $gte: one, $lte: one }, (t) => some((v) => v >= one)(t) && some((v) => v <= one)(t)],
            [{ $lt: one }, some((v) => v < one)],
            field === "createdDate"
              ? [{ $lte: one }, some((v) => v <= one)]
              : [
                  { $startsWith: one },
                  some((v) => v.toUpperCase().indexOf(one.toUpperCase()) === 0),
                ],
          ];
          const [condition, predicate] = given(tests[which]);
          return [{ [field]: condition }, predicate];
        }),
    );
  const { tree } = fc.letrec<{ tree: [object, Predicate] }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc
        .array(tie("tree"), { maxLength: 3 })
        .map((parts): [object, Predicate] => [
          { $and: parts.map(([f]) => f) },
          (t) => parts.every(([, p]) => p(t)),
        ]),
      fc
        .array(tie("tree"), { maxLength: 3 })
        .map((parts): [object, Predicate] => [
          { $or: parts.map(([f]) => f) },
          (t) => parts.some(([, p]) => p(t)),
        ]),
      tie("tree").map(([f, p]): [object, Predicate] => [{ $not: f }, (t) => !p(t)]),
      fc
        .array(tie("tree"), { maxLength: 3 })
        .map((parts): [object, Predicate] => [
          { $not: parts.map(([f]) => f) },
          (t) => !parts.every(([, p]) => p(t)),
        ]),
    ),
  }));

  it("gives what a naive filter gives, by scan and by index", () => {
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 12 }), tree, (drafts, [filter, predicate]) => {
        const things = drafts.map((draft, index): Thing => ({ id: String(index), ...draft }));
        const store = new Store({ realTime: () => 0, commit: () => undefined });
        const collection = store.collection<Thing>("things", {
          name: ({ name }) => name,
          tags: ({ tags }) => tags,
        });
        store.transact(() => {
          for (const one of things) collection.put(one);
        });
        const condition = parseFilter(filter, rules);
        const expected = things.filter(predicate).map(({ id }) => id);
        const scanned = things.filter((one) => matches(condition, one)).map(({ id }) => id);
        expect(scanned).toEqual(expected);
        const found = selected(collection, condition).map(({ id }) => id);
        expect(new Set(found)).toEqual(new Set(expected));
        expect(found).toHaveLength(expected.length);
      }),
      { numRuns: 3_000, seed: 20_251 },
    );
  });
});
