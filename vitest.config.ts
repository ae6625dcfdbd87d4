import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { "@": here("."), "server-only": here("scripts/test/empty.ts") };

/** unit: pure code and the emulator. contract: through the real SDK and a real PostgreSQL. */
export default defineConfig({
  test: {
    // Contract tests wait more than they compute.
    maxWorkers: 3,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{emulator,lib,scripts,components}/**/*.test.ts"],
          exclude: ["**/*.contract.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: "contract",
          include: ["lib/**/*.contract.test.ts"],
          globalSetup: ["scripts/test/services.ts"],
          setupFiles: ["scripts/test/fresh-database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
