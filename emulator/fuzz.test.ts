import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { withDefaults } from "./config";
import { Emulator } from "./emulator";
import { startEmulator } from "./start";
import { asking, serving } from "./testing/in-process";
import { mutated, mutation, type Sent } from "./testing/mutations";
import { record } from "./testing/recorded";
import { steering } from "./testing/steering";

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

/** What steers, and what a browser is shown. */
describe("requests to controls, console and login page that are wrong in whatever way", () => {
  const said = z.looseObject({ message: z.string().min(1) });

  /** A form of what was mutated; text that is no JSON any more is sent as it is. */
  function asForm(sent: Sent): Sent {
    let fields: unknown;
    try {
      fields = JSON.parse(sent.text ?? "");
    } catch {
      fields = undefined;
    }
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const headers = { ...type, ...sent.headers };
    if (typeof fields !== "object" || fields === null) return { ...sent, headers };
    const texts = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    return { ...sent, headers, text: new URLSearchParams(texts).toString() };
  }

  it("are answered in words or on a page, soon", { timeout: 3_600_000 }, async () => {
    const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const emulator = new Emulator(withDefaults({ seed: "fuzz" }));
    const ask = asking(emulator);
    const input = fc.record({
      which: fc.nat(steering.length - 1),
      mutations: fc.array(mutation, { maxLength: 3 }),
    });
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(input, async ({ which, mutations }) => {
        const request = steering[which];
        if (!request) throw new Error("no such request");
        const sent = mutated(request, mutations);
        const answer = await ask(request.isForm ? asForm(sent) : sent);
        const { status, type, text, ms } = answer;
        statuses.add(status);
        expect([status, text, status < 500]).toEqual([status, text, true]);
        if (type.includes("json") && status !== 200) said.parse(JSON.parse(text));
        expect(ms).toBeLessThan(3_000);
        expect(Reflect.get({}, "polluted")).toBeUndefined();
      }),
      { numRuns: Math.ceil(numRuns / 4), seed },
    );
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
    expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 400, 404]));
  });

  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const session = { id: "1", createdDate: "2030-01-01T00:00:00Z", isEnded: false, a: "deep" };
  const document = JSON.stringify({
    format: "poolkeeper-emulator-state/1",
    seed: "s",
    counters: { ids: 0, time: 0, changes: 0, clock: { offsetMs: 0 } },
    collections: { sessions: [session] },
  });
  const within = JSON.stringify({ method: "*", status: 503, body: "deep" });

  it.each([
    ["a form of several parts", "a", "multipart/form-data", "/_api/oauth2/authorize"],
    ["a broken part", "--x\r\nbroken", "multipart/form-data; boundary=x", "/_api/oauth2/authorize"],
    ["the same to the console", "a", "multipart/form-data", "/__emulator/console/state/save"],
    ["a deep body", within.replace('"deep"', deep), "application/json", "/__emulator/faults"],
    [
      "a deep plan in a form",
      `plan=${deep}`,
      "application/x-www-form-urlencoded",
      "/__emulator/console/faults/replace",
    ],
    ["a deep entity", document.replace('"deep"', deep), "application/json", "/__emulator/import"],
  ])("that are %s are a 400", async (...[, text, type, path]) => {
    const ask = asking(new Emulator(withDefaults({ seed: "fuzz" })));
    const headers = { "content-type": type };
    const answer = await ask({ httpMethod: "POST", path, text, headers });
    expect(answer).toMatchObject({ status: 400, text: expect.stringMatching(/\w/) });
    const faults = await ask({ ...answer, httpMethod: "GET", path: "/__emulator/faults", headers });
    expect(faults.text).toBe('{"seed":"","faults":[]}');
  });
});
