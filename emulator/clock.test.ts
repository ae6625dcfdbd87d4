import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Config, readConfig } from "./config";
import type { RunningEmulator } from "./start";
import { advanceClock, readClock, setClock } from "./testing/clock";
import { enrol, given, newGuid, raw, type Sdk, studio } from "./testing/client";
import { withEmulator } from "./testing/emulated";
import { program } from "./testing/steps";

const running = <T>(
  work: (emulator: RunningEmulator, wix: Sdk) => Promise<T>,
  options: Partial<Config> = {},
) => withEmulator(options, (wix, emulator) => work(emulator, wix));

const create = (wix: Sdk) =>
  wix.programDefinitions.createProgramDefinition({ namespace: "n", externalId: newGuid() });
const refused = async (emulator: RunningEmulator, path: string, request: object) => {
  const { status, json } = await raw(emulator, `/__emulator/clock${path}`, request);
  return [status, JSON.stringify(json)];
};
const start = "2030-01-31T10:00:00.000Z";

describe("the clock", () => {
  it("gives every time there is, and stands still when it is frozen", async () => {
    await running(async (emulator, wix) => {
      const set = await setClock(emulator, { now: start, frozen: true });
      expect(set).toEqual({ now: start, frozen: true, delays: "emulated" });
      for (const _ of [1, 2]) {
        expect((await create(wix))._createdDate?.toISOString()).toBe(start);
      }
      const { json } = await raw(emulator, "/__emulator/requests");
      expect(JSON.stringify(json)).toContain(`"at":"${start}"`);
    });
  });

  it("runs on from where it was set", async () => {
    await running(async (emulator) => {
      await setClock(emulator, { now: start });
      await expect.poll(async () => (await readClock(emulator)).now > start).toBe(true);
      expect((await readClock(emulator)).now < "2030-01-31T10:05").toBe(true);
      await setClock(emulator, { frozen: true });
      const { now } = await advanceClock(emulator, { ms: 1 });
      expect((await setClock(emulator, { frozen: false })).now.slice(0, 18)).toBe(now.slice(0, 18));
      await expect.poll(async () => (await readClock(emulator)).now > now).toBe(true);
    });
  });

  it.each([
    [{ ms: 1 }, "2030-01-31T10:00:00.001Z"],
    [{ duration: "P1M" }, "2030-02-28T10:00:00.000Z"],
    [{ duration: "P10Y" }, "2040-01-31T10:00:00.000Z"],
    [{ duration: "PT1H" }, "2030-01-31T11:00:00.000Z"],
    [{ duration: "P2W1DT30M0.5S" }, "2030-02-15T10:30:00.500Z"],
    [{ duration: "P1Y1M" }, "2031-02-28T10:00:00.000Z"],
    [{ ms: 0 }, start],
  ])("advances by %j", async (body, expected) => {
    await running(async (emulator) => {
      await setClock(emulator, { now: start, frozen: true });
      expect((await advanceClock(emulator, body)).now).toBe(expected);
    });
  });

  it("goes back right after a reset only, and says so otherwise", async () => {
    await running(async (emulator, wix) => {
      await setClock(emulator, { now: "2001-02-03T04:05:06Z", frozen: true });
      const { _createdDate } = await create(wix);
      expect(_createdDate?.toISOString()).toBe("2001-02-03T04:05:06.000Z");
      const back = { method: "PUT", body: { now: "2001-02-03T04:05:05Z" } };
      expect(await refused(emulator, "", back)).toEqual([
        409,
        expect.stringMatching(/forward only and shows 2001-02-03T04:05:06\.000Z\. Reset/),
      ]);
      emulator.reset();
      expect(await readClock(emulator)).toMatchObject({ frozen: false });
      expect((await readClock(emulator)).now > "2025").toBe(true);
      expect((await setClock(emulator, back.body)).now.slice(0, 19)).toBe("2001-02-03T04:05:05");
    });
  });

  it.each([
    ["", { method: "PUT", body: { now: "tomorrow" } }],
    ["", { method: "PUT", body: { frozen: "yes" } }],
    ["", { method: "PUT", body: { time: start } }],
    ["/advance", { body: {} }],
    ["/advance", { body: { ms: -1 } }],
    ["/advance", { body: { duration: "P" } }],
    ["/advance", { body: { duration: "P1DT" } }],
    ["/advance", { body: { duration: "1 month" } }],
    ["/advance", { body: { duration: "P9000Y" } }],
  ])("refuses %s %j", async (path, request) => {
    await running(async (emulator) => {
      const before = await setClock(emulator, { frozen: true });
      expect((await refused(emulator, path, request))[0]).toBe(400);
      expect(await readClock(emulator)).toEqual(before);
    });
  });

  it("is in the export, and as it was after a restart", async () => {
    const data = mkdtempSync(join(tmpdir(), "emulator-"));
    try {
      await running(
        async (emulator) => {
          await setClock(emulator, { now: start, frozen: true });
          await advanceClock(emulator, { duration: "P1D" });
          const { json } = await raw(emulator, "/__emulator/export");
          expect(json).toMatchObject({
            counters: { clock: { frozenAt: Date.parse(start) + 86_400_000 } },
          });
        },
        { data },
      );
      await running(
        async (emulator) => {
          const { now, frozen } = await readClock(emulator);
          expect([now, frozen]).toEqual(["2030-02-01T10:00:00.000Z", true]);
          await advanceClock(emulator, { duration: "P1D" });
          await setClock(emulator, { frozen: false });
        },
        { data },
      );
      await running(
        async (emulator) => {
          const { now, frozen } = await readClock(emulator);
          expect([now.slice(0, 15), frozen]).toEqual(["2030-02-02T10:0", false]);
        },
        { data },
      );
    } finally {
      rmSync(data, { recursive: true });
    }
  });
});

describe("delays", () => {
  it("run on emulated time: what is due runs in order, each job at its own time", async () => {
    await running(
      async (emulator, wix) => {
        await setClock(emulator, { now: start, frozen: true });
        const { programId } = await program(wix);
        await advanceClock(emulator, { ms: 999 });
        expect((await wix.programs.getProgram(programId)).status).toBe("PROVISIONING");
        const { programDefinitionId, namespace } = await studio(wix);
        const later = await enrol(wix, { programDefinitionId }, { namespace });
        await advanceClock(emulator, { duration: "P1Y" });
        const dates = [];
        for (const id of [programId, given(later.program?._id)]) {
          const { status, _updatedDate } = await wix.programs.getProgram(id);
          expect(status).toBe("ACTIVE");
          dates.push(_updatedDate?.toISOString());
        }
        expect(dates).toEqual(["2030-01-31T10:00:01.000Z", "2030-01-31T10:00:01.999Z"]);
      },
      { delayMs: 1000 },
    );
  });

  it("run on real time when they are told to, whatever the clock shows", async () => {
    await running(
      async (emulator, wix) => {
        await setClock(emulator, { now: start, frozen: true });
        const { programDefinitionId, namespace } = await studio(wix);
        const { program: begun, jobId } = await enrol(wix, { programDefinitionId }, { namespace });
        const programId = given(begun?._id);
        await advanceClock(emulator, { duration: "P1Y" });
        expect((await wix.programs.getProgram(programId)).status).toBe("PROVISIONING");
        const job = async () =>
          JSON.stringify((await raw(emulator, `/async-jobs/v1/async-jobs/${jobId}`)).json);
        expect(await job()).toContain("INITIALIZED");
        await expect.poll(job, { interval: 20 }).toContain("PROCESSING");
        await expect
          .poll(async () => (await wix.programs.getProgram(programId)).status)
          .toBe("ACTIVE");
        const { _updatedDate } = await wix.programs.getProgram(programId);
        expect(_updatedDate?.toISOString()).toBe("2031-01-31T10:00:00.000Z");
      },
      { delayMs: 1500, delays: "real" },
    );
  });

  it("are one or the other", () => {
    expect(readConfig({ EMULATOR_DELAYS: "real", NODE_ENV: "test" }).delays).toBe("real");
    const wrong = () => readConfig({ EMULATOR_DELAYS: "none", NODE_ENV: "test" });
    expect(wrong).toThrow("EMULATOR_DELAYS: must be emulated or real.");
  });
});
