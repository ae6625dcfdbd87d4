import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { withDefaults } from "./config";
import { Emulator } from "./emulator";
import { startEmulator } from "./start";
import { serving } from "./testing/in-process";
import { mutated, mutation } from "./testing/mutations";
import { record } from "./testing/recorded";

/** `EMULATOR_FUZZ_RUNS` and `EMULATOR_FUZZ_SEED` ask for more, and for others. */
const numRuns = Number(process.env.EMULATOR_FUZZ_RUNS ?? 20_000);
const seed = Number(process.env.EMULATOR_FUZZ_SEED ?? 20_264);

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "emulator-"));
});
afterAll(() => rmSync(data, { recursive: true }));

/** wix-api 2.6. */
const violation = z.strictObject({
  field: z.string().min(1),
  description: z.string(),
  violatedRule: z.string().min(1),
  ruleName: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
const refused = z.strictObject({
  message: z.string(),
  details: z.strictObject({
    applicationError: z
      .strictObject({
        code: z.string().min(1),
        description: z.string(),
        data: z.record(z.string(), z.unknown()).optional(),
      })
      .optional(),
    validationError: z.strictObject({ fieldViolations: z.array(violation).min(1) }).optional(),
  }),
});

describe("requests that are wrong in whatever way", () => {
  it(
    "are answered, in the shapes of Wix, soon, and break nothing",
    { timeout: 3_600_000 },
    async () => {
      const server = await startEmulator({ port: 0, data, seed: "fuzz" });
      const corpus = await record(server);
      await server.close();
      const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
      const emulator = new Emulator(withDefaults({ data, seed: "fuzz" }));
      const serve = serving(emulator);
      const input = fc.record({
        which: fc.nat(corpus.length - 1),
        mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
      });
      const statuses = new Set<number>();
      await fc.assert(
        fc.asyncProperty(input, async ({ which, mutations }) => {
          const request = corpus[which];
          if (!request) throw new Error("no such request");
          const { status, json, ms } = await serve(mutated(request, mutations));
          statuses.add(status);
          expect([status, json]).not.toEqual([500, expect.anything()]);
          expect(
            (status === 200 ? z.record(z.string(), z.unknown()) : refused).parse(json),
          ).toBeDefined();
          expect(ms).toBeLessThan(3_000);
          expect(Reflect.get({}, "polluted")).toBeUndefined();
        }),
        { numRuns, seed },
      );
      expect(complaints).not.toHaveBeenCalled();
      complaints.mockRestore();
      expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 404]));
      const after = JSON.stringify(emulator.site.store.contents());
      emulator.close();
      expect(readFileSync(join(data, "journal.jsonl"), "utf8")).not.toContain('"__proto__":');
      const again = new Emulator(withDefaults({ data }));
      expect(JSON.stringify(again.site.store.contents()) === after).toBe(true);
      again.close();
    },
  );
});
