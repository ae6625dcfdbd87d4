import { z } from "zod";
import type { RunningEmulator } from "../start";
import { raw } from "./client";

type Place = Pick<RunningEmulator, "url">;

/** A control that must not be refused. */
export async function control(emulator: Place, path: string, body?: unknown, method?: string) {
  const { status, json } = await raw(emulator, `/__emulator/${path}`, { body, method });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
  return json;
}

const refusal = z.strictObject({ message: z.string() });

/** The words with which a control is refused. */
export async function refusedWith(
  emulator: Place,
  path: string,
  { body, method }: { body?: unknown; method?: string },
) {
  const { status, json } = await raw(emulator, `/__emulator/${path}`, { body, method });
  return [status, refusal.parse(json).message];
}

/** The export, byte for byte. */
export async function exported({ url }: Place): Promise<string> {
  return (await fetch(`${url}/__emulator/export`)).text();
}
