import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startEmulator } from "./start";
import { newGuid, raw } from "./testing/client";
import { control, refusedWith } from "./testing/control";
import { emulated } from "./testing/emulated";

const { emulator } = await emulated();

const request = z.looseObject({ seq: z.number(), path: z.string(), status: z.number().nullable() });
const next = async (query: string, of = emulator) =>
  z.object({ request: request.nullable() }).parse(await control(of, `requests/next?${query}`))
    .request;
const ask = (marker: string) =>
  raw(emulator, `/benefit-programs/v1/pools/query?${marker}`, { body: {} });

describe("the log of requests", () => {
  it("is filtered by status", async () => {
    const marker = newGuid();
    await ask(marker);
    await raw(emulator, `/nothing?${marker}`);
    const { requests } = z
      .object({ requests: z.array(request) })
      .parse(await control(emulator, `requests?contains=${marker}&status=501`));
    expect(requests.map(({ path }) => path)).toEqual([`/nothing?${marker}`]);
  });

  it("gives the next that matches, once it is answered", async () => {
    const marker = newGuid();
    await ask(marker);
    const waiting = next(`contains=${marker}&method=pools.queryPools&status=200`);
    await raw(emulator, `/nothing?${marker}`);
    const isThere = next(`since=0&contains=${marker}`);
    expect((await isThere)?.path).toContain(marker);
    const second = `${marker}-second`;
    await ask(second);
    expect(await waiting).toMatchObject({ status: 200, path: expect.stringContaining(second) });
  });

  it("gives none when the time is over, when the emulator ends, and after what was asked for", async () => {
    const marker = newGuid();
    await ask(marker);
    expect(await next(`contains=${marker}&timeoutMs=20`)).toBeNull();
    const there = await next(`since=0&contains=${marker}`);
    expect(await next(`since=${there?.seq}&contains=${marker}&timeoutMs=0`)).toBeNull();
    const own = await startEmulator({ port: 0 });
    const ended = next("timeoutMs=60000", own).then(
      () => "ended",
      () => "ended",
    );
    await control(own, "health");
    await own.close();
    expect(await ended).toBe("ended");
  });

  it.each([
    ["requests?since=x", "since: "],
    ["requests?status=20", "status: "],
    ["requests?state=200", '"state"'],
    ["requests/next?timeoutMs=60001", "timeoutMs: "],
    ["requests/next?timeoutMs=-1", "timeoutMs: "],
  ])("refuses %s with words", async (path, words) => {
    expect(await refusedWith(emulator, path, {})).toEqual([400, expect.stringContaining(words)]);
  });
});
