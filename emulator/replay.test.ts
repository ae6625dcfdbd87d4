import fc from "fast-check";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withDefaults } from "./config";
import { Emulator } from "./emulator";
import { startEmulator } from "./start";
import { stateOf, stateText } from "./state/site-state";
import { StateReader } from "./state/state-reader";
import { newGuid } from "./testing/client";
import { serving } from "./testing/in-process";
import { mutated, mutation } from "./testing/mutations";
import { type Recorded, record } from "./testing/recorded";

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  folders.push(folder);
  return folder;
};
let data: string;
beforeAll(() => {
  data = newFolder();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** All that is exported, but for how often it was started. */
function exported({ site }: Emulator): string {
  const { seed, counters } = site.store;
  return JSON.stringify([seed, { ...counters, starts: 0 }, site.store.contents()]);
}

/** As it is: nothing that is due is done for it. */
const documentOf = ({ site }: Emulator) => [...stateText(stateOf(site.store))].join("");

/** Into an emulator of its own, which is then started once more. */
function expectSameAfterImport(document: string): void {
  const folder = newFolder();
  const config = withDefaults({ data: folder });
  const taking = new Emulator(config);
  const reader = new StateReader();
  reader.write(Buffer.from(document));
  taking.replace(reader.end());
  expect(documentOf(taking) === document).toBe(true);
  taking.close();
  const again = new Emulator(config);
  expect(documentOf(again) === document).toBe(true);
  again.close();
}

/** The same request for something new: keys that were used are others. */
function renewed(request: Recorded): Recorded {
  const keys = /"(idempotencyKey|externalProgramId|externalId)":"[^"]*"/g;
  const text = JSON.stringify(request.body ?? null);
  const body: unknown = JSON.parse(
    text.replace(keys, (_, key: string) => `"${key}":"${newGuid()}"`),
  );
  return { ...request, body: body ?? undefined };
}

it("a second emulator on the same journal, or after an import, exports the same bytes, whatever was called", async () => {
  const source = await startEmulator({ port: 0, data });
  const corpus = await record(source);
  await source.close();
  const step = fc.record({
    which: fc.nat(corpus.length - 1),
    isNew: fc.boolean(),
    mutations: fc.array(mutation, { maxLength: 1 }),
  });
  const settings = fc.record({ delayMs: fc.constantFrom(0, 5, 60_000) });
  const counts: number[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 30, maxLength: 600, size: "max" }),
      settings,
      async (steps, { delayMs }) => {
        const copy = newFolder();
        copyFileSync(join(data, "journal.jsonl"), join(copy, "journal.jsonl"));
        const live = new Emulator(withDefaults({ data: copy, delayMs }));
        const before = live.site.store.counters.changes;
        const serve = serving(live);
        for (const { which, isNew, mutations } of steps) {
          const request = corpus[which];
          if (!request) throw new Error("no such request");
          await serve(mutated(isNew ? renewed(request) : request, mutations));
        }
        counts.push(live.site.store.counters.changes - before);
        const expected = exported(live);
        const document = documentOf(live);
        live.close();
        for (const _ of ["once", "and again"]) {
          const again = new Emulator(withDefaults({ data: copy, delayMs }));
          expect(exported(again) === expected).toBe(true);
          again.close();
        }
        expectSameAfterImport(document);
      },
    ),
    { numRuns: 15, seed: 20_265, endOnFailure: true },
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(500);
});
