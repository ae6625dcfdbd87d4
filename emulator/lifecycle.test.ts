import { describe, expect, it } from "vitest";
import { z } from "zod";
import { advanceClock, setClock } from "./testing/clock";
import { enrol, newGuid, raw, refusalOf, studio, yoga } from "./testing/client";
import { lifecycle, type ProgramStatus } from "./testing/lifecycle";
import { program } from "./testing/steps";
import { emulated } from "./testing/emulated";

const delayMs = 60_000;
const { emulator, wix } = await emulated({ delayMs });
await setClock(emulator, { frozen: true });
const { methods, settle, bring } = lifecycle(wix, emulator, delayMs);

async function programIn(status: ProgramStatus) {
  const place = await program(wix);
  await bring(place.programId, status);
  expect((await wix.programs.getProgram(place.programId)).status).toBe(status);
  return place;
}

const statuses = async ({ programId, poolId }: { programId: string; poolId: string }) => [
  (await wix.programs.getProgram(programId)).status,
  (await wix.pools.getPool(poolId)).status,
];

const busy = { status: 409, code: "IN_PROGRESS" };
const not = (currentStatus: string, requestedStatus: string) => ({
  status: 428,
  code: "PROGRAM_STATUS_TRANSITION_NOT_ALLOWED",
  data: { currentStatus, requestedStatus },
});

describe("what can be done with a program", () => {
  it.each([
    ["ACTIVE", "pause", ["PAUSING", "ACTIVE"], ["PAUSED", "PAUSED"]],
    ["ACTIVE", "renew", ["ACTIVE", "RENEWING"], ["ACTIVE", "ACTIVE"]],
    ["ACTIVE", "end", ["ENDING", "ACTIVE"], ["ENDED", "ENDED"]],
    ["PAUSED", "resume", ["RESUMING", "PAUSED"], ["ACTIVE", "ACTIVE"]],
    ["PAUSED", "renew", ["PAUSED", "RENEWING"], ["PAUSED", "PAUSED"]],
    ["PAUSED", "end", ["ENDING", "PAUSED"], ["ENDED", "ENDED"]],
  ] as const)("%s: %s, at first %j and then %j", async (from, method, first, then) => {
    const place = await programIn(from);
    expect((await methods[method](place.programId)).jobId).toMatch(/^[\da-f-]{36}$/);
    expect(await statuses(place)).toEqual(first);
    await settle();
    expect(await statuses(place)).toEqual(then);
  });

  it.each([
    ["PROVISIONING", "pause", busy],
    ["PROVISIONING", "resume", busy],
    ["PROVISIONING", "renew", busy],
    ["PROVISIONING", "end", not("PROVISIONING", "ENDED")],
    ["ACTIVE", "resume", not("ACTIVE", "ACTIVE")],
    ["PAUSED", "pause", not("PAUSED", "PAUSED")],
    ["PAUSING", "pause", busy],
    ["PAUSING", "resume", busy],
    ["PAUSING", "renew", busy],
    ["PAUSING", "end", not("PAUSING", "ENDED")],
    ["RESUMING", "pause", busy],
    ["RESUMING", "resume", busy],
    ["RESUMING", "renew", busy],
    ["RESUMING", "end", not("RESUMING", "ENDED")],
    ["ENDING", "pause", busy],
    ["ENDING", "resume", busy],
    ["ENDING", "renew", busy],
    ["ENDING", "end", not("ENDING", "ENDED")],
    ["ENDED", "pause", not("ENDED", "PAUSED")],
    ["ENDED", "resume", not("ENDED", "ACTIVE")],
    ["ENDED", "renew", not("ENDED", "ACTIVE")],
    ["ENDED", "end", not("ENDED", "ENDED")],
  ] as const)("%s: no %s", async (from, method, refusal) => {
    const place = await programIn(from);
    const before = await statuses(place);
    expect(await refusalOf(methods[method](place.programId))).toMatchObject(refusal);
    expect(await statuses(place)).toEqual(before);
  });

  it.each(["pause", "resume", "renew", "end"] as const)("%s needs a program", async (method) => {
    expect((await refusalOf(methods[method](newGuid()))).status).toBe(404);
    const wrong = await refusalOf(methods[method]("x"));
    expect(wrong.rules).toEqual(["FORMAT"]);
  });
});

describe("idempotency keys", () => {
  it.each(["pause", "resume"] as const)("%s is executed once for a key", async (method) => {
    const { programId } = await programIn(method === "pause" ? "ACTIVE" : "PAUSED");
    await methods[method](programId, "k");
    expect(await refusalOf(methods[method](programId, "k"))).toMatchObject(busy);
    await settle();
    await (method === "pause" ? methods.resume : methods.pause)(programId, "back");
    await settle();
    const again = await refusalOf(methods[method](programId, "k"));
    const data = { idempotencyKey: "k" };
    expect(again).toMatchObject({ status: 409, code: "ALREADY_EXECUTED", data });
    await methods[method](programId, "other");
  });

  it("of one program are free in another", async () => {
    const [one, other] = [await programIn("ACTIVE"), await programIn("ACTIVE")];
    await methods.pause(one.programId, "k");
    await methods.pause(other.programId, "k");
    expect((await statuses(other))[0]).toBe("PAUSING");
  });

  it("have 1 to 64 characters", async () => {
    const { programId } = await programIn("ACTIVE");
    for (const method of [methods.pause, methods.resume, methods.renew]) {
      expect((await refusalOf(method(programId, "x".repeat(65)))).rules).toEqual(["MAX_LENGTH"]);
      expect((await refusalOf(method(programId, ""))).rules).toEqual(["MIN_LENGTH"]);
    }
  });
});

describe("pools follow their program", () => {
  it("also those that a cascade gives it while it is PAUSING, and PENDING ones when it ends", async () => {
    const { namespace, programDefinitionId, programId } = await programIn("ACTIVE");
    const grouped = { ...yoga(namespace), programDefinitionIds: [programDefinitionId] };
    const create = (cascade: "IMMEDIATELY" | "NEXT_RENEWAL") =>
      wix.poolDefinitions.createPoolDefinition(structuredClone(grouped), { cascade });
    await create("NEXT_RENEWAL");
    await methods.pause(programId);
    await create("IMMEDIATELY");
    const all = async () =>
      (await wix.pools.queryPools().eq("programId", programId).find()).items
        .map(({ status }) => status)
        .toSorted((a, b) => String(a).localeCompare(String(b)));
    expect(await all()).toEqual(["ACTIVE", "PENDING", "PROVISIONING"]);
    await settle();
    expect(await all()).toEqual(["PAUSED", "PAUSED", "PENDING"]);
    await methods.resume(programId);
    await settle();
    expect(await all()).toEqual(["ACTIVE", "ACTIVE", "PENDING"]);
    await methods.end(programId);
    await settle();
    expect(await all()).toEqual(["ENDED", "ENDED", "ENDED"]);
  });

  it("into the end also while they are RENEWING", async () => {
    const place = await programIn("ACTIVE");
    await methods.renew(place.programId);
    await methods.end(place.programId);
    await settle();
    expect(await statuses(place)).toEqual(["ENDED", "ENDED"]);
  });
});

describe("an async job", () => {
  const shape = z.object({ job: z.looseObject({ id: z.string(), status: z.string() }) });
  const jobOf = async (jobId: string | undefined) =>
    shape.parse((await raw(emulator, `/async-jobs/v1/async-jobs/${jobId}`)).json).job;

  it("is INITIALIZED, PROCESSING, FINISHED, and counts its pools", async () => {
    const { programId } = await programIn("ACTIVE");
    const { jobId } = await methods.renew(programId);
    const seen = [await jobOf(jobId)];
    for (const _ of [1, 2]) {
      await advanceClock(emulator, { ms: delayMs / 2 });
      seen.push(await jobOf(jobId));
    }
    const counters = { itemsToProcess: 1, itemsSucceeded: 0, itemsFailed: 0 };
    expect(seen).toMatchObject([
      { id: jobId, status: "INITIALIZED", counters },
      { id: jobId, status: "PROCESSING", counters },
      { id: jobId, status: "FINISHED", counters: { ...counters, itemsSucceeded: 1 } },
    ]);
  });

  it("stands behind provisioning too, and an unknown one is a 404", async () => {
    const { programDefinitionId, namespace } = await studio(wix);
    const { jobId } = await enrol(wix, { programDefinitionId }, { namespace });
    expect(await jobOf(jobId)).toMatchObject({ id: jobId, status: "INITIALIZED" });
    const unknown = await raw(emulator, `/async-jobs/v1/async-jobs/${newGuid()}`);
    expect(unknown.status).toBe(404);
    expect((await raw(emulator, "/async-jobs/v1/async-jobs/x")).status).toBe(400);
  });
});
