import { readConfig } from "./config";
import { type RunningEmulator, startEmulator } from "./start";

begin().catch((error: unknown) => {
  console.error(sentence(error));
  process.exitCode = 1;
});

async function begin(): Promise<void> {
  const emulator = await startEmulator(readConfig());
  endWith(emulator);
  console.log(`Emulator of Wix Benefit Programs on ${emulator.url}, site ${emulator.siteId}.`);
}

function endWith(emulator: RunningEmulator): void {
  const end = () => {
    void emulator.close().then(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  if (process.argv.includes("--until-stdin-ends")) {
    // A parent that dies, however it dies, closes the pipe.
    process.stdin.resume().once("end", end).once("error", end);
  }
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") {
    return "The port is taken: set EMULATOR_PORT to another one.";
  }
  return error.message;
}
