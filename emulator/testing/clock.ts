import { z } from "zod";
import type { RunningEmulator } from "../start";
import { raw } from "./client";

const clock = z.object({
  now: z.string(),
  frozen: z.boolean(),
  delays: z.string(),
  renewals: z.number().optional(),
});

async function control(emulator: RunningEmulator, path: string, request: object) {
  const { status, json } = await raw(emulator, `/__emulator/clock${path}`, request);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
  return clock.parse(json);
}

export const readClock = (emulator: RunningEmulator) => control(emulator, "", {});

/** Throws what is answered when it is refused. */
export const setClock = (emulator: RunningEmulator, body: { now?: string; frozen?: boolean }) =>
  control(emulator, "", { method: "PUT", body });

export const advanceClock = (emulator: RunningEmulator, body: { ms?: number; duration?: string }) =>
  control(emulator, "/advance", { body });

export const renewInCycles = (
  emulator: RunningEmulator,
  body: { every: string; until?: string; for?: string; namespace?: string },
) => control(emulator, "/renew", { body });
