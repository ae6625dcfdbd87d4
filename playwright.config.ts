import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findBrowser } from "./e2e/browser";
import { emulatorPort, portalPort } from "./e2e/ports";
import { launcherEnvironment } from "./e2e/launcher-environment";

/** Journeys through the production build, on a database and an emulator of this run alone. */
const data = (process.env.POOLKEEPER_E2E_DATA ??= ownFolder());

/** Made by the runner, known to its workers, gone when the runner ends. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "poolkeeper-e2e-"));
  chmodSync(folder, 0o711); // As root, PostgreSQL runs as nobody, who must pass it.
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export default defineConfig({
  testDir: "e2e",
  reporter: [["list"]],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${portalPort}`,
    browserName: "chromium",
    launchOptions: await findBrowser(),
    locale: "en-GB",
    timezoneId: "Europe/Lisbon",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "sign in", testMatch: "*.setup.ts", teardown: "afterwards" },
    { name: "journeys", testMatch: "*.spec.ts", dependencies: ["sign in"] },
    { name: "afterwards", testMatch: "*.teardown.ts" },
  ],
  webServer: {
    command: "npm start",
    url: `http://127.0.0.1:${portalPort}/api/health`,
    env: launcherEnvironment({ data, portalPort, emulatorPort }),
    reuseExistingServer: false,
    // The first run builds.
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
