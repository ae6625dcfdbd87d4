import { afterAll } from "vitest";
import type { Config } from "../config";
import { startEmulator } from "../start";
import { sdk } from "./client";

/** One emulator for all tests of a file, and the SDK on it; closed when they are done. */
export async function emulated(options: Partial<Config> = {}) {
  const emulator = await startEmulator({ port: 0, ...options });
  afterAll(() => emulator.close());
  return { emulator, wix: sdk(emulator) };
}
