import { afterAll } from "vitest";
import type { Config } from "../config";
import { type RunningEmulator, startEmulator } from "../start";
import { type Sdk, sdk } from "./client";

/** One emulator for all tests of a file, and the SDK on it; closed when they are done. */
export async function emulated(options: Partial<Config> = {}) {
  const emulator = await startEmulator({ port: 0, ...options });
  afterAll(() => emulator.close());
  return { emulator, wix: sdk(emulator) };
}

/** What is done with an emulator, and the SDK on it. */
export type Work<T> = (wix: Sdk, emulator: RunningEmulator) => Promise<T>;

/** An emulator for one piece of work; closed when that is done, however it ends. */
export async function withEmulator<T>(options: Partial<Config>, work: Work<T>): Promise<T> {
  const emulator = await startEmulator({ port: 0, ...options });
  try {
    return await work(sdk(emulator), emulator);
  } finally {
    await emulator.close();
  }
}
