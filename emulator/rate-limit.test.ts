import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readConfig } from "./config";
import { type RateLimitSettings, RateLimit } from "./rate-limit";
import { type RunningEmulator, startEmulator } from "./start";
import { raw } from "./testing/client";
import { control, refusedWith } from "./testing/control";

const minute = 60_000;
const start = 20_000_000 * minute;

function limited(settings: Partial<RateLimitSettings>) {
  let now = start;
  const limit = new RateLimit(
    { perMinute: 3, shape: "token-bucket", retryAfter: false, ...settings },
    () => now,
  );
  return {
    limit,
    /** What a request is told after so many ms. */
    after: (ms: number) => {
      now += ms;
      return limit.take();
    },
  };
}

describe("a rate limit", () => {
  it("as a token bucket lets a burst through, then one for each that has come back", () => {
    const { after } = limited({ shape: "token-bucket" });
    expect([after(0), after(0), after(0), after(0)]).toEqual([0, 0, 0, 20_000]);
    expect([after(19_999), after(1), after(0)]).toEqual([1, 0, 20_000]);
    expect([after(minute * 10), after(0), after(0), after(0)]).toEqual([0, 0, 0, 20_000]);
  });

  it("as a fixed window begins anew with each minute of the clock", () => {
    const { after } = limited({ shape: "fixed-window" });
    expect([after(30_000), after(0), after(0), after(10_000)]).toEqual([0, 0, 0, 20_000]);
    expect([after(20_000), after(0), after(0), after(0)]).toEqual([0, 0, 0, minute]);
  });

  it("as a sliding window counts the last minute, wherever it begins", () => {
    const { after } = limited({ shape: "sliding-window" });
    expect([after(0), after(10_000), after(10_000), after(0)]).toEqual([0, 0, 0, 40_000]);
    expect([after(39_999), after(1), after(0)]).toEqual([1, 0, 10_000]);
  });

  it.each(["token-bucket", "fixed-window", "sliding-window"] as const)(
    "as a %s is off at 0, and does not count what it refuses",
    (shape) => {
      const off = limited({ shape, perMinute: 0 });
      expect(Array.from({ length: 10 }, () => off.after(0)).every((ms) => ms === 0)).toBe(true);
      const { after } = limited({ shape, perMinute: 1 });
      after(0);
      for (let asked = 0; asked < 59; asked += 1) after(1_000);
      expect([after(1_000), after(0) > 0]).toEqual([0, true]);
    },
  );
});

describe("the rate limit of the site", () => {
  let emulator: RunningEmulator;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await emulator.close();
  });
  const ask = () => raw(emulator, "/benefit-programs/v1/pools/query", { body: {} });
  const change = (body: object) => control(emulator, "rate-limit", body, "PUT");

  it("answers 429 by real time, with Retry-After when that is asked for", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await change({ perMinute: 2, shape: "sliding-window", retryAfter: true });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect([refused.status, refused.headers.get("retry-after"), refused.json]).toEqual([
      429,
      "60",
      { message: "Too many requests", details: {} },
    ]);
    await control(emulator, "clock/advance", { duration: "PT1H" });
    expect((await ask()).status).toBe(429);
    vi.setSystemTime(Date.now() + minute);
    expect((await ask()).status).toBe(200);
    await change({ retryAfter: false, perMinute: 1 });
    await ask();
    const bare = await ask();
    expect([bare.status, bare.headers.get("retry-after")]).toEqual([429, null]);
  });

  it("is in the log, and counts neither what steers nor calls for tokens", async () => {
    await change({ perMinute: 1 });
    for (const _ of [1, 2, 3]) {
      expect((await raw(emulator, "/oauth2/token", { body: {} })).status).toBe(400);
    }
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    expect(await control(emulator, "requests?status=429")).toMatchObject({
      requests: [{ method: "pools.queryPools" }],
    });
  });

  it("is read and changed, and refused with words", async () => {
    const off = { perMinute: 0, shape: "token-bucket", retryAfter: false };
    expect(await control(emulator, "rate-limit")).toEqual(off);
    expect(await change({ perMinute: 200 })).toEqual({ ...off, perMinute: 200 });
    for (const [body, words] of [
      [{ perMinute: -1 }, "perMinute: "],
      [{ shape: "leaky" }, "shape: "],
      [{ retryAfter: 1 }, "retryAfter: "],
      [{ limit: 1 }, '"limit"'],
    ] as const) {
      expect(await refusedWith(emulator, "rate-limit", { body, method: "PUT" })).toEqual([
        400,
        expect.stringContaining(words),
      ]);
    }
    expect(await control(emulator, "rate-limit")).toEqual({ ...off, perMinute: 200 });
  });

  it("is set by the environment", () => {
    const env = { NODE_ENV: "test" } as const;
    expect(readConfig(env).rateLimit.perMinute).toBe(0);
    const set = readConfig({
      ...env,
      EMULATOR_RATE_LIMIT: "200",
      EMULATOR_RATE_LIMIT_SHAPE: "fixed-window",
      EMULATOR_RATE_LIMIT_RETRY_AFTER: "1",
    });
    expect(set.rateLimit).toEqual({ perMinute: 200, shape: "fixed-window", retryAfter: true });
    expect(() => readConfig({ ...env, EMULATOR_RATE_LIMIT_SHAPE: "leaky" })).toThrow(
      "sliding-window",
    );
    expect(() => readConfig({ ...env, EMULATOR_RATE_LIMIT: "-1" })).toThrow("EMULATOR_RATE_LIMIT");
    expect(() => readConfig({ ...env, EMULATOR_RATE_LIMIT_RETRY_AFTER: "yes" })).toThrow("0 or 1");
  });
});
