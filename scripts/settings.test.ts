import { describe, expect, it } from "vitest";
import { readSettings } from "./settings";

const app = { WIX_APP_ID: "a", WIX_APP_SECRET: "b", WIX_INSTANCE_ID: "c" };

describe("what a start is asked for", () => {
  it("is the demo on this machine when nothing is said, and when all is said to be empty", () => {
    const demo = {
      port: 3000,
      emulatorPort: 4010,
      host: "127.0.0.1",
      isEmulated: true,
      isDemo: true,
    };
    expect(readSettings({})).toEqual(demo);
    const empty = { PORT: "", HOST: "", EMULATOR_PORT: "", WIX_APP_ID: "", POOLKEEPER_DEMO: "" };
    expect(readSettings({ ...empty, OWNER_EMAIL: "" })).toEqual(demo);
  });

  it.each<[Record<string, string>, string]>([
    [{ OWNER_EMAIL: "ann@example.com" }, "an owner is named"],
    [{ POOLKEEPER_DEMO: "0" }, "it is turned off"],
    [{ POOLKEEPER_DEMO: "false" }, "it is turned off in another word"],
    [{ OWNER_EMAIL: "ann@example.com", POOLKEEPER_DEMO: "1" }, "an owner is named and it is on"],
  ])("has no demo, and listens to the network, when %j: %s", (given) => {
    expect(readSettings(given)).toMatchObject({
      isEmulated: true,
      isDemo: false,
      host: "0.0.0.0",
    });
  });

  it.each([app, { WIX_API_KEY: "k" }, { WIX_API_ORIGIN: "http://127.0.0.1:4010" }])(
    "starts no emulator and has no demo with %j",
    (given) => expect(readSettings(given)).toMatchObject({ isEmulated: false, isDemo: false }),
  );

  it("hands on a demo that is asked for with a real site, for it to be refused", () => {
    const given = { ...app, POOLKEEPER_DEMO: "1" };
    expect(readSettings(given)).toMatchObject({ isDemo: true, host: "127.0.0.1" });
    const owned = { ...given, OWNER_EMAIL: "ann@example.com" };
    expect(readSettings(owned)).toMatchObject({ isDemo: false, host: "0.0.0.0" });
  });

  it.each(["0", "65536", "3000x", "-1", "1.5", " "])("refuses the port %j by its name", (text) => {
    expect(() => readSettings({ PORT: text })).toThrow(`PORT is "${text}". It must be`);
    expect(() => readSettings({ EMULATOR_PORT: text })).toThrow(`EMULATOR_PORT is "${text}".`);
  });

  it("refuses one port for both, unless no emulator is started", () => {
    const given = { PORT: "4010" };
    expect(() => readSettings(given)).toThrow("PORT and EMULATOR_PORT are both 4010");
    expect(readSettings({ ...given, ...app }).port).toBe(4010);
  });
});
