import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withDefaults } from "./config";
import { Emulator } from "./emulator";
import { cursorPage, fieldRules } from "./query";
import { fresh, type Site } from "./state/site";

const spec = {
  name: "things",
  rules: fieldRules({ all: ["id", "createdDate", "externalId", "namespace"] }),
  limitMax: 100,
};

type Sort = { fieldName: "createdDate" | "externalId" | "namespace"; order: "ASC" | "DESC" }[];

/** Made at once, one after another: most are of the same millisecond. */
function make(site: Site, drafts: readonly string[]): string[] {
  return site.store.transact(() =>
    drafts.map((namespace, index) => {
      const externalId = String(index % 3);
      return site.programDefinitions.put({ ...fresh(site), namespace, externalId }).id;
    }),
  );
}

const removal = fc.record({ kind: fc.constant("remove" as const), which: fc.nat(40) });
const insertion = fc.record({
  kind: fc.constant("insert" as const),
  drafts: fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 }),
});
const sorts: Sort[] = [
  [],
  [{ fieldName: "createdDate", order: "DESC" }],
  [{ fieldName: "externalId", order: "ASC" }],
  [
    { fieldName: "namespace", order: "DESC" },
    { fieldName: "externalId", order: "ASC" },
  ],
];
const filters = [{}, { namespace: "a" }, { namespace: { $in: ["a", "b"] } }];

describe("going through all pages while rows come and go", () => {
  const scenario = fc.record({
    drafts: fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 25 }),
    between: fc.array(fc.oneof(removal, insertion), { maxLength: 12 }),
    sort: fc.constantFrom(...sorts),
    filter: fc.constantFrom(...filters),
    limit: fc.integer({ min: 1, max: 5 }),
  });

  it.each(["next", "prev"] as const)(
    "to the %s gives none twice, and each that was there all the time, in order",
    (direction) => {
      fc.assert(
        fc.property(scenario, ({ drafts, between, sort, filter, limit }) => {
          const { site } = new Emulator(withDefaults({ seed: "pages" }));
          const page = (paging: { limit: number; cursor?: string }) =>
            cursorPage(site, site.programDefinitions, spec, {
              filter,
              sort,
              paging,
              cursorField: "cursor",
            });
          const all = () => page({ limit: 1_000 }).items.map(({ id }) => id);
          make(site, drafts);
          const start = all();
          const changes = [...between];
          const change = () => {
            const next = changes.shift();
            if (next?.kind === "insert") make(site, next.drafts);
            const { [next?.kind === "remove" ? next.which : -1]: gone } = start;
            if (gone) site.store.transact(() => site.programDefinitions.delete(gone));
          };
          let current = page({ limit });
          if (direction === "prev")
            while (current.metadata.cursors.next) {
              current = page({ limit, cursor: current.metadata.cursors.next });
            }
          const pages = [current];
          for (;;) {
            change();
            const cursor = current.metadata.cursors[direction];
            if (!cursor) break;
            current = page({ limit, cursor });
            pages.push(current);
          }
          if (direction === "prev") pages.reverse();
          const seen = pages.flatMap(({ items }) => items.map(({ id }) => id));
          expect(new Set(seen).size).toBe(seen.length);
          const atEnd = new Set(all());
          const lasting = start.filter((id) => atEnd.has(id));
          expect(seen.filter((id) => lasting.includes(id))).toEqual(lasting);
        }),
        { numRuns: 1_000, seed: 20_262 },
      );
    },
  );
});

describe("the order", () => {
  it("is what a naive sort gives: by the fields, then by creation, the way of the last field", () => {
    const input = fc.record({
      drafts: fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 25 }),
      sort: fc.constantFrom(...sorts),
      filter: fc.constantFrom(...filters),
    });
    fc.assert(
      fc.property(input, ({ drafts, sort, filter }) => {
        const { site } = new Emulator(withDefaults({ seed: "order" }));
        const ids = make(site, drafts);
        const wanted = JSON.stringify(filter);
        const rows = ids
          .map((id, created) => ({ created, row: site.programDefinitions.get(id) }))
          .filter(({ row }) => wanted === "{}" || wanted.includes(`"${row?.namespace}"`));
        // Array.sort is stable: sorting by the least first is sorting by all.
        if (sort.at(-1)?.order === "DESC") rows.reverse();
        for (const { fieldName, order } of sort.toReversed()) {
          const sign = order === "DESC" ? -1 : 1;
          rows.sort(
            (a, b) => sign * String(a.row?.[fieldName]).localeCompare(String(b.row?.[fieldName])),
          );
        }
        const page = cursorPage(site, site.programDefinitions, spec, {
          filter,
          sort,
          paging: { limit: 100 },
          cursorField: "cursor",
        });
        expect(page.items.map(({ id }) => id)).toEqual(rows.map(({ row }) => row?.id));
      }),
      { numRuns: 500, seed: 20_263 },
    );
  });
});
