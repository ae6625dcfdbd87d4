/** What a start was asked for. */
export interface Settings {
  port: number;
  emulatorPort: number;
  /** What the portal listens on. */
  host: string;
  /** Whether the emulator is started: nothing names a Wix site or an emulator that runs already. */
  isEmulated: boolean;
  /** Public passwords, so it listens on 127.0.0.1 unless HOST says otherwise. */
  isDemo: boolean;
}

/** Something that the reader can mend; its message is a sentence for them. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}

type Variables = Record<string, string | undefined>;

const wixVariables = [
  "WIX_API_ORIGIN",
  "WIX_APP_ID",
  "WIX_APP_SECRET",
  "WIX_INSTANCE_ID",
  "WIX_API_KEY",
  "WIX_SITE_ID",
];

/** Reads the environment; an empty variable counts as unset. Throws CannotStart. */
export function readSettings(given: Variables): Settings {
  const port = portOf(given, "PORT", 3000);
  const emulatorPort = portOf(given, "EMULATOR_PORT", 4010);
  const isEmulated = wixVariables.every((name) => !given[name]);
  if (isEmulated && port === emulatorPort) {
    throw new CannotStart(`PORT and EMULATOR_PORT are both ${port}. Set one of them to another.`);
  }
  const isDemo = isDemoWanted(given, isEmulated);
  const host = given.HOST || (isDemo ? "127.0.0.1" : "0.0.0.0");
  return { port, emulatorPort, host, isEmulated, isDemo };
}

/**
 * With the emulator the demo is on unless it was turned off. Elsewhere it is as asked for: lib/env
 * refuses it with a real site. Whoever names an owner has none.
 */
function isDemoWanted(given: Variables, isEmulated: boolean): boolean {
  const isAsked = ["1", "true"].includes(given.POOLKEEPER_DEMO ?? "");
  return !given.OWNER_EMAIL && (isAsked || (isEmulated && !given.POOLKEEPER_DEMO));
}

function portOf(given: Variables, name: string, otherwise: number): number {
  const text = given[name] || String(otherwise);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new CannotStart(`${name} is "${text}". It must be a whole number from 1 to 65535.`);
}
