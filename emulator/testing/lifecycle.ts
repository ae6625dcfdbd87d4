import type { RunningEmulator } from "../start";
import { advanceClock } from "./clock";
import { newGuid, type Sdk } from "./client";

export const programStatuses = [
  "PROVISIONING",
  "ACTIVE",
  "PAUSING",
  "PAUSED",
  "RESUMING",
  "ENDING",
  "ENDED",
] as const;
export type ProgramStatus = (typeof programStatuses)[number];

/** Where a program is when its jobs have run. */
export const settled = {
  PROVISIONING: "ACTIVE",
  ACTIVE: "ACTIVE",
  PAUSING: "PAUSED",
  PAUSED: "PAUSED",
  RESUMING: "ACTIVE",
  ENDING: "ENDED",
  ENDED: "ENDED",
} as const satisfies Record<ProgramStatus, ProgramStatus>;

/** What can be done with a program, each time under a new key; `settle` lets the jobs run that are there. */
export function lifecycle(wix: Sdk, emulator: RunningEmulator, delayMs: number) {
  const settle = () => advanceClock(emulator, { ms: delayMs });
  const pause = (id: string, key = newGuid()) =>
    wix.programs.pauseProgram(id, { idempotencyKey: key });
  const resume = (id: string, key = newGuid()) =>
    wix.programs.resumeProgram(id, { idempotencyKey: key });
  const renew = (id: string, key = newGuid()) =>
    wix.programs.renewProgram(id, { idempotencyKey: key });
  const end = (id: string) => wix.programs.endProgram(id);
  const paused = async (id: string) => [await settle(), await pause(id), await settle()];
  const ways: Record<ProgramStatus, (id: string) => Promise<unknown>> = {
    PROVISIONING: async () => {},
    ACTIVE: settle,
    PAUSING: async (id) => [await settle(), await pause(id)],
    PAUSED: paused,
    RESUMING: async (id) => [await paused(id), await resume(id)],
    ENDING: async (id) => [await settle(), await end(id)],
    ENDED: async (id) => [await settle(), await end(id), await settle()],
  };
  return {
    methods: { pause, resume, renew, end },
    settle,
    /** Brings a program that was just provisioned into a status. */
    bring: (id: string, status: ProgramStatus) => ways[status](id),
  };
}
