/** Where the portal and the emulator of this run listen; not where `npm start` does by itself. */
export const portalPort = 3100;
export const emulatorPort = 4110;

/** Where the launchers listen that a test starts for itself. */
export const crashPorts = { portalPort: 3101, emulatorPort: 4111 };
export const outagePorts = { portalPort: 3102, emulatorPort: 4112 };
export const scarcePorts = { portalPort: 3105, emulatorPort: 4115 };
export const consolePort = 4113;
export const apartPorts = { portalPort: 3104, emulatorPort: 4114 };
export const devPorts = { portalPort: 3106, emulatorPort: 4116 };
export const countedPorts = { portalPort: 3107, emulatorPort: 4117 };
