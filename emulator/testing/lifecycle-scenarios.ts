import { z } from "zod";
import type { RunningEmulator } from "../start";
import { advanceClock, renewInCycles } from "./clock";
import { given, raw, type Sdk } from "./client";
import { lifecycle, type ProgramStatus } from "./lifecycle";
import { outcome, program, type Scenarios } from "./steps";

const delayMs = 60_000;

/** A program in a status; short-lived ones need a delay. */
async function programIn(wix: Sdk, emulator: RunningEmulator, status: ProgramStatus) {
  const place = await program(wix);
  await lifecycle(wix, emulator, delayMs).bring(place.programId, status);
  return place;
}

const renewIn = (status: ProgramStatus) => async (wix: Sdk, emulator: RunningEmulator) => {
  const { programId } = await programIn(wix, emulator, status);
  return outcome(wix.programs.renewProgram(programId, { idempotencyKey: "again" }));
};

const endIn = (status: ProgramStatus) => async (wix: Sdk, emulator: RunningEmulator) => {
  const { programId } = await programIn(wix, emulator, status);
  return outcome(wix.programs.endProgram(programId));
};

const asyncJob = async (emulator: RunningEmulator, jobId: string | undefined) => {
  const { json } = await raw(emulator, `/async-jobs/v1/async-jobs/${jobId}`);
  return z.record(z.string(), z.unknown()).parse(json);
};

const notAllowed = [428, "PROGRAM_STATUS_TRANSITION_NOT_ALLOWED"];

export const lifecycleScenarios: Scenarios = {
  "async-job-counters": [
    async (wix, emulator) => {
      const { programId } = await program(wix);
      const { jobId } = await wix.programs.pauseProgram(programId, { idempotencyKey: "p" });
      const { job } = await asyncJob(emulator, jobId);
      return z.looseObject({ counters: z.unknown() }).parse(job).counters;
    },
    { itemsToProcess: 1, itemsSucceeded: 1, itemsFailed: 0 },
    {},
  ],
  "async-job-metadata": [
    async (wix, emulator) => {
      const { programId } = await program(wix);
      const { jobId } = await wix.programs.pauseProgram(programId, { idempotencyKey: "p" });
      const { job } = await asyncJob(emulator, jobId);
      return z.looseObject({ metadata: z.unknown().optional() }).parse(job).metadata;
    },
    {},
    { absent: undefined },
  ],
  "async-job-processing": [
    async (wix, emulator) => {
      const { programId } = await programIn(wix, emulator, "ACTIVE");
      const { jobId } = await wix.programs.pauseProgram(programId, { idempotencyKey: "p" });
      const status = async () =>
        z.looseObject({ status: z.string() }).parse((await asyncJob(emulator, jobId)).job).status;
      const statuses = [await status()];
      for (const _ of [1, 2]) {
        await advanceClock(emulator, { ms: delayMs / 2 });
        statuses.push(await status());
      }
      return statuses;
    },
    ["INITIALIZED", "PROCESSING", "FINISHED"],
    { never: ["INITIALIZED", "INITIALIZED", "FINISHED"] },
    { delayMs },
  ],
  "async-job-wrapper": [
    async (wix, emulator) => {
      const { programId } = await program(wix);
      const { jobId } = await wix.programs.pauseProgram(programId, { idempotencyKey: "p" });
      return Object.keys(await asyncJob(emulator, jobId))[0];
    },
    "job",
    { asyncJob: "asyncJob", none: "id" },
  ],
  "billing-cycles": [
    async (wix, emulator) => {
      await program(wix);
      await advanceClock(emulator, { duration: "P20D" });
      await program(wix);
      return (await renewInCycles(emulator, { every: "P1M", for: "P15D" })).renewals;
    },
    1,
    {},
  ],
  "end-in-transition": [endIn("PAUSING"), notAllowed, { ended: "done" }, { delayMs }],
  "end-paused": [endIn("PAUSED"), "done", { refused: notAllowed }],
  "lifecycle-key-scope": [
    async (wix) => {
      const { programId } = await program(wix);
      await wix.programs.pauseProgram(programId, { idempotencyKey: "one" });
      return outcome(wix.programs.resumeProgram(programId, { idempotencyKey: "one" }));
    },
    "done",
    { program: [409, "ALREADY_EXECUTED"] },
  ],
  "lifecycle-order": [
    async (wix, emulator) => {
      const { programId } = await programIn(wix, emulator, "ACTIVE");
      const key = { idempotencyKey: "k" };
      await wix.programs.pauseProgram(programId, key);
      return outcome(wix.programs.pauseProgram(programId, key));
    },
    [409, "IN_PROGRESS"],
    { "key-first": [409, "ALREADY_EXECUTED"] },
    { delayMs },
  ],
  "renew-again": [
    async (wix) => {
      const { programId, poolId } = await program(wix);
      await wix.programs.renewProgram(programId, { idempotencyKey: "k" });
      const again = await outcome(wix.programs.renewProgram(programId, { idempotencyKey: "k" }));
      return [again, (await wix.pools.getPool(poolId)).renewalCount];
    },
    ["done", 1],
    { refused: [[409, "ALREADY_EXECUTED"], 1] },
  ],
  "renew-ended": [renewIn("ENDED"), notAllowed, { ignored: "done" }],
  "renew-in-transition": [
    renewIn("PROVISIONING"),
    [409, "IN_PROGRESS"],
    { ignored: "done" },
    { delayMs },
  ],
  "renew-paused": [renewIn("PAUSED"), "done", { refused: notAllowed }],
  "renewal-in-progress": [
    async (wix, emulator) => {
      const { programId, poolId } = await programIn(wix, emulator, "ACTIVE");
      await wix.programs.renewProgram(programId, { idempotencyKey: "first" });
      const renewal = await outcome(
        wix.programs.renewProgram(programId, { idempotencyKey: "again" }),
      );
      const pause = await outcome(wix.programs.pauseProgram(programId, { idempotencyKey: "p" }));
      await advanceClock(emulator, { ms: delayMs });
      const { status, renewalCount } = await wix.pools.getPool(poolId);
      return [renewal, pause, given(status), renewalCount];
    },
    [[409, "IN_PROGRESS"], [409, "IN_PROGRESS"], "ACTIVE", 1],
    { queued: ["done", "done", "PAUSED", 2] },
    { delayMs },
  ],
};
