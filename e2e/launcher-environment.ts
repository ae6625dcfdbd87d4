/** How long an attempt may take before the portal calls its outcome unknown. */
export const deadlineMs = 3000;

const ofOthers = [
  "DATABASE_URL",
  "NEXTAUTH_URL",
  "OWNER_EMAIL",
  "OWNER_PASSWORD",
  "CRON_SECRET",
  "WIX_APP_ID",
  "WIX_APP_SECRET",
  "WIX_INSTANCE_ID",
  "WIX_API_KEY",
  "WIX_SITE_ID",
  "WIX_API_ORIGIN",
  "WIX_NAMESPACE",
  "WIX_FOREIGN_NAMESPACES_WRITABLE",
  "SITE_TIME_ZONE",
  "EMULATOR_API_KEY",
  "EMULATOR_ASSUMPTIONS",
  "EMULATOR_RATE_LIMIT_RETRY_AFTER",
  "EMULATOR_RATE_LIMIT_SHAPE",
  "EMULATOR_SEED",
];

interface Place {
  data: string;
  portalPort: number;
  emulatorPort: number;
}

/** What a launcher is told: everything on this machine, nothing of the reader's own environment. */
export function launcherEnvironment({ data, portalPort, emulatorPort }: Place) {
  return {
    ...Object.fromEntries(ofOthers.map((name) => [name, ""])),
    POOLKEEPER_DATA: data,
    POOLKEEPER_DEMO: "1",
    HOST: "127.0.0.1",
    PORT: String(portalPort),
    EMULATOR_PORT: String(emulatorPort),
    EMULATOR_DATA: `${data}/emulator`,
    EMULATOR_DELAY_MS: "400",
    EMULATOR_RATE_LIMIT: "0",
    WIX_REQUESTS_PER_MINUTE: "1000000",
    WIX_DEADLINE_MS: String(deadlineMs),
    RECONCILE_EVERY_MS: "1000",
    LOG_LEVEL: "warn",
  };
}
