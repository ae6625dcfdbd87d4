/** Where the portal and the emulator of this run listen; not where `npm start` does by itself. */
export const portalPort = 3100;
export const emulatorPort = 4110;
