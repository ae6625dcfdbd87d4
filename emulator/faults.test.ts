import { beforeEach, describe, expect, it } from "vitest";
import { withDefaults } from "./config";
import { startEmulator } from "./start";
import { newGuid, raw, sdk } from "./testing/client";
import { control, refusedWith } from "./testing/control";
import { emulated } from "./testing/emulated";

const { emulator } = await emulated();
beforeEach(() => control(emulator, "reset", undefined, "POST"));

const method = "programDefinitions.queryProgramDefinitions";
const path = "/benefit-programs/v1/program-definitions/query";
const ask = (marker = "") => raw(emulator, `${path}?marker=${marker}`, { body: {} });
const plan = (body: unknown) => control(emulator, "faults", body, "PUT");

/** The statuses of so many requests, one after the other. */
async function statuses(count: number): Promise<number[]> {
  const met: number[] = [];
  for (let done = 0; done < count; done += 1) met.push((await ask()).status);
  return met;
}

const create = (externalId: string) =>
  sdk(emulator).programDefinitions.createProgramDefinition({ namespace: "n", externalId });
const count = async (externalId: string) => {
  const query = sdk(emulator).programDefinitions.queryProgramDefinitions();
  return (await query.eq("externalId", externalId).find()).items.length;
};

describe("a plan of faults", () => {
  it.each([
    ["the first", {}, [503, 200, 200, 200, 200, 200]],
    ["so many", { times: 2 }, [503, 503, 200, 200, 200, 200]],
    ["after some", { after: 2 }, [200, 200, 503, 200, 200, 200]],
    ["each third", { every: 3 }, [200, 200, 503, 200, 200, 503]],
    [
      "each second after some, twice",
      { after: 1, every: 2, times: 2 },
      [200, 200, 503, 200, 503, 200],
    ],
    ["never", { probability: 0 }, [200, 200, 200, 200, 200, 200]],
    ["always", { probability: 1 }, [503, 503, 503, 503, 503, 503]],
    [
      "one of several methods",
      { method: [method, "pools.getPool"] },
      [503, 200, 200, 200, 200, 200],
    ],
    ["any method", { method: "*" }, [503, 200, 200, 200, 200, 200]],
    ["another method", { method: "pools.getPool" }, [200, 200, 200, 200, 200, 200]],
    ["another text", { contains: "nowhere" }, [200, 200, 200, 200, 200, 200]],
  ])("strikes %s", async (_, when, expected) => {
    await plan({ faults: [{ method, status: 503, ...when }] });
    expect(await statuses(6)).toEqual(expected);
  });

  it("meets the same requests with the same faults for the same seed, also from its own document", async () => {
    const faults = [
      { method, probability: 0.4, status: 503 },
      { method: "*", probability: 0.3, status: 500 },
    ];
    await plan({ seed: "one", faults });
    const first = await statuses(40);
    expect(new Set(first)).toEqual(new Set([200, 500, 503]));
    const document = await control(emulator, "faults");
    await plan(document);
    expect(await statuses(40)).toEqual(first);
    await plan({ seed: "two", faults });
    expect(await statuses(40)).not.toEqual(first);
  });

  it("tells how far it is", async () => {
    await plan({
      seed: "s",
      faults: [
        { method, after: 1, times: 2, status: 503 },
        { method, every: 2, delayMs: 0 },
      ],
    });
    await statuses(2);
    expect(await control(emulator, "faults")).toEqual({
      seed: "s",
      faults: [
        { id: 1, method, after: 1, times: 2, status: 503, matched: 2, struck: 1, left: 1 },
        { id: 2, method, every: 2, delayMs: 0, matched: 1, struck: 0, left: null },
      ],
    });
    await control(emulator, "faults", undefined, "DELETE");
    expect(await control(emulator, "faults")).toEqual({ seed: "", faults: [] });
  });

  it("answers with body and headers, and with a 429 that says when to come again", async () => {
    const headers = { "x-reason": "test" };
    await plan({
      faults: [
        { method, status: 418, body: { a: 1 }, headers },
        { method, retryAfter: 7 },
      ],
    });
    const own = await ask();
    expect([own.status, own.json, own.headers.get("x-reason")]).toEqual([418, { a: 1 }, "test"]);
    const throttled = await ask();
    expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([429, "7"]);
  });

  it.each(["drop", "reset"])(
    "%s ends the connection before the effect or after it",
    async (how) => {
      const [before, after] = [newGuid(), newGuid()];
      const rule = (contains: string, when: string) => ({ method: "*", contains, [how]: when });
      await plan({ faults: [rule(before, "before"), rule(after, "after")] });
      for (const externalId of [before, after]) {
        await expect(create(externalId)).rejects.toThrow("System error");
      }
      expect([await count(before), await count(after)]).toEqual([0, 1]);
    },
  );

  it("hangs after the effect until the client has given up, or the emulator ends", async () => {
    const hanging = "programDefinitions.createProgramDefinition";
    await plan({ faults: [{ method: hanging, times: 2, hang: "after" }] });
    const externalId = newGuid();
    const address = `${emulator.url}/benefit-programs/v1/program-definitions`;
    const { headers, body } = requestFor(externalId);
    const signal = AbortSignal.timeout(200);
    await expect(fetch(address, { method: "POST", headers, body, signal })).rejects.toThrow(
      "timeout",
    );
    expect(await count(externalId)).toBe(1);
    const own = await startEmulator({ port: 0 });
    await control(own, "faults", { method: hanging, hang: "before" });
    const call = raw(own, "/benefit-programs/v1/program-definitions", { body });
    const outcome = call.then(
      () => "answered",
      () => "cut",
    );
    await expect
      .poll(async () => JSON.stringify(await control(own, "requests")))
      .toContain(hanging);
    await own.close();
    expect(await outcome).toBe("cut");
  });

  it.each([
    [{ faults: [{ method, status: 99 }] }, "faults[0].status: "],
    [{ faults: [{ method }] }, "needs one of status"],
    [{ faults: [{ method: [], status: 500 }] }, "faults[0].method: "],
    [{ faults: [{ method, status: 500, probability: 2 }] }, "faults[0].probability: "],
    [{ faults: [{ method, status: 500, every: 0 }] }, "faults[0].every: "],
    [{ faults: [{ method, drop: "before", reset: "after" }] }, "faults[0].reset: "],
    [{ faults: [{ method, drop: "after", status: 500 }] }, "faults[0].status: "],
    [{ faults: [{ method, hang: "before", retryAfter: 1 }] }, "faults[0].retryAfter: "],
    [{ faults: [{ method, status: 500, headers: { "a b": "c" } }] }, "faults[0].headers"],
    [
      { faults: [{ method, status: 500, headers: { "Transfer-Encoding": "x" } }] },
      "faults[0].headers",
    ],
    [
      { faults: [{ method, status: 500, headers: { "content-length": "1" } }] },
      "faults[0].headers",
    ],
    [{ faults: [{ method, status: 500, headers: { a: "b\n" } }] }, "faults[0].headers"],
    [{ faults: [{ method, status: 500, prob: 1 }] }, '"prob"'],
    [{ seed: 1, faults: [] }, "seed: "],
    [{}, "faults: "],
    ["[", "not JSON"],
  ])("is refused with words, and the one there is stays: %j", async (body, words) => {
    await plan({ faults: [{ method, status: 503 }] });
    expect(await refusedWith(emulator, "faults", { body, method: "PUT" })).toEqual([
      400,
      expect.stringContaining(words),
    ]);
    expect(await statuses(1)).toEqual([503]);
  });
});

function requestFor(externalId: string) {
  const { apiKey, instanceId } = withDefaults({});
  const headers = { authorization: apiKey, "wix-site-id": instanceId };
  return { headers, body: JSON.stringify({ programDefinition: { namespace: "n", externalId } }) };
}
