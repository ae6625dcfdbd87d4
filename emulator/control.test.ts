import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startEmulator } from "./start";
import { given, newGuid, newNamespace, raw, refusalOf, sdk } from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

const fault = (body: object) => raw(emulator, "/__emulator/faults", { body });
const listed = z.object({ faults: z.array(z.looseObject({ id: z.number() })) });
const logged = z.object({
  requests: z.array(
    z.looseObject({
      seq: z.number(),
      at: z.string(),
      method: z.string().nullable(),
      status: z.number().nullable(),
    }),
  ),
});
const requests = async (query: string) =>
  logged.parse((await raw(emulator, `/__emulator/requests?${query}`)).json).requests;

const method = "programDefinitions.createProgramDefinition";
const create = (externalId = newGuid(), namespace = newNamespace()) =>
  wix.programDefinitions.createProgramDefinition({ namespace, externalId });
const count = async (externalId: string) =>
  (await wix.programDefinitions.queryProgramDefinitions().eq("externalId", externalId).find()).items
    .length;

describe("faults", () => {
  it("answer with a status and a body, without effect, as often as is said", async () => {
    const [externalId, description] = [newGuid(), "Not now"];
    const details = { applicationError: { code: "BUSY", description } };
    const body = { message: description, details };
    await fault({ method, contains: externalId, times: 2, status: 503, body });
    for (const _ of [1, 2]) {
      const refused = await refusalOf(create(externalId));
      expect(refused).toMatchObject({ status: 503, code: "BUSY" });
    }
    expect(await count(externalId)).toBe(0);
    await create(externalId);
    expect(await count(externalId)).toBe(1);
  });

  it("drop the connection before the effect, or after it", async () => {
    const [before, after] = [newGuid(), newGuid()];
    await fault({ method, contains: before, drop: "before" });
    await fault({ method, contains: after, drop: "after" });
    for (const externalId of [before, after]) {
      const error: unknown = await create(externalId).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TypeError);
    }
    expect(await count(before)).toBe(0);
    expect(await count(after)).toBe(1);
    const [entry] = await requests(`contains=${after}`);
    expect(entry).toMatchObject({ method, status: null });
  });

  it("delay, and meet only the method and text they are for", async () => {
    const externalId = newGuid();
    await fault({ method, contains: externalId, delayMs: 300 });
    await fault({ method: "pools.getPool", contains: externalId, status: 500 });
    const waiting = async () =>
      listed
        .parse((await raw(emulator, "/__emulator/faults")).json)
        .faults.filter((rule) => rule.contains === externalId && rule.left !== 0);
    await create();
    expect(await waiting()).toHaveLength(2);
    const started = performance.now();
    await create(externalId);
    expect(performance.now() - started).toBeGreaterThanOrEqual(295);
    expect(await waiting()).toMatchObject([{ method: "pools.getPool" }]);
  });

  it("are listed and cleared, and refused when they make no sense", async () => {
    await fault({ method, contains: newGuid(), status: 500 });
    const before = listed.parse((await raw(emulator, "/__emulator/faults")).json);
    expect(before.faults.at(-1)).toMatchObject({ method, left: 1, status: 500 });
    await raw(emulator, "/__emulator/faults", { method: "DELETE" });
    expect((await raw(emulator, "/__emulator/faults")).json).toEqual({ seed: "", faults: [] });
    const wrong = [{}, { method }, { method, drop: "later" }, { method, status: 99 }];
    for (const body of wrong) expect((await fault(body)).status).toBe(400);
    const unreadable = await raw(emulator, "/__emulator/faults", { body: "{" });
    expect(unreadable.status).toBe(400);
  });
});

describe("the request log", () => {
  it("tells what was asked and answered, by method, text and number", async () => {
    const externalId = newGuid();
    await create(externalId);
    await refusalOf(create(externalId, "x".repeat(21)));
    const all = await requests(`contains=${externalId}`);
    expect(all).toMatchObject([
      {
        method,
        httpMethod: "POST",
        path: "/_api/benefit-programs/v1/program-definitions",
        body: { programDefinition: { externalId } },
        status: 200,
        response: { programDefinition: { revision: "1" } },
      },
      { method, status: 400 },
    ]);
    expect(await requests(`contains=${externalId}&since=${all[0]?.seq}`)).toEqual([all[1]]);
    expect(await requests(`contains=${externalId}&method=pools.getPool`)).toEqual([]);
    expect((await raw(emulator, "/__emulator/requests?since=x")).status).toBe(400);
  });

  it("keeps the last thousand", async () => {
    const own = await startEmulator({ port: 0 });
    try {
      for (let done = 0; done < 1_010; done += 10) {
        await Promise.all(Array.from({ length: 10 }, () => raw(own, "/nothing")));
      }
      const { json } = await raw(own, "/__emulator/requests");
      const { requests: kept } = logged.parse(json);
      expect([kept.length, kept[0]?.seq, kept.at(-1)?.seq]).toEqual([1_000, 11, 1_010]);
    } finally {
      await own.close();
    }
  });
});

describe("reset, export, health", () => {
  it("a reset leaves the demo members and nothing else", async () => {
    const own = await startEmulator({ port: 0 });
    try {
      const client = sdk(own);
      const { _id } = await client.programDefinitions.createProgramDefinition({
        namespace: "n",
        externalId: newGuid(),
      });
      const body = { method, status: 500 };
      await raw(own, "/__emulator/faults", { body });
      const shape = z.object({
        seed: z.string(),
        collections: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))),
      });
      const exported = async () => shape.parse((await raw(own, "/__emulator/export")).json);
      const before = await exported();
      expect(before.collections.programDefinitions?.map(({ id }) => id)).toEqual([_id]);
      expect(await raw(own, "/__emulator/reset", { method: "POST" })).toMatchObject({
        status: 200,
        json: { ok: true },
      });
      const after = await exported();
      expect(after.seed).not.toBe(before.seed);
      expect(after.collections).toEqual({
        ...Object.fromEntries(Object.keys(before.collections).map((name) => [name, []])),
        members: before.collections.members,
      });
      expect((await raw(own, "/__emulator/faults")).json).toEqual({ seed: "", faults: [] });
      expect((await raw(own, "/__emulator/requests")).json).toEqual({ requests: [] });
    } finally {
      await own.close();
    }
  });

  it("health says whose site this is", async () => {
    const { json } = await raw(emulator, "/__emulator/health");
    expect(json).toMatchObject({ ok: true, siteId: emulator.siteId, isPersistent: false });
  });

  it("health names what was asked for in vain, each once, also after a reset", async () => {
    const own = await startEmulator({ port: 0 });
    try {
      const health = async () => (await raw(own, "/__emulator/health")).json;
      expect(await health()).toMatchObject({ notEmulated: [] });
      for (const search of ["a", "b"]) await raw(own, `/nothing?${search}`);
      await raw(own, "/__emulator/reset", { method: "POST" });
      const message = "This emulator does not have: GET /nothing";
      expect(await health()).toMatchObject({ notEmulated: [message] });
    } finally {
      await own.close();
    }
  });

  it("is not part of the API, nor the API of it", async () => {
    expect((await raw(emulator, "/_api/__emulator/health")).status).toBe(501);
    expect((await raw(emulator, "/__emulator/benefit-programs/v1/pools/query")).status).toBe(404);
  });

  it("photos are of members only", async () => {
    const { items } = await wix.members.queryMembers().limit(40).find();
    const pictures = await Promise.all(
      items.map(async ({ profile }) => (await fetch(given(profile?.photo?.url))).text()),
    );
    expect(pictures.every((picture) => />\p{Lu}?\p{L}+\p{M}?<\/text>/u.test(picture))).toBe(true);
    expect((await raw(emulator, "/__emulator/photos/nobody.svg")).status).toBe(404);
  });
});

describe("who may come", () => {
  /** fetch does not let a caller write Host. */
  const ask = (path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(emulator.url);
      request({ host: "127.0.0.1", port, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  const port = () => new URL(emulator.url).port;

  it.each(["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])("host %s", async (name) => {
    expect(await ask("/__emulator/health", { host: `${name}:${port()}` })).toBe(200);
  });

  it.each(["/__emulator/health", "/benefit-programs/v1/pools/query", "/"])(
    "not to %s under another name or port",
    async (path) => {
      expect(await ask(path, { host: `evil.example:${port()}` })).toBe(403);
      expect(await ask(path, { host: "127.0.0.1:1" })).toBe(403);
      expect(await ask(path, { host: "127.0.0.1" })).toBe(403);
    },
  );

  it("no page of another origin, and no reset through one", async () => {
    const own = `127.0.0.1:${port()}`;
    const from = (origin: string) => ask("/__emulator/health", { host: own, origin });
    expect(await from(`http://${own}`)).toBe(200);
    expect(await from("http://evil.example")).toBe(403);
    expect(await from("http://localhost:3000")).toBe(403);
    expect(await from("null")).toBe(403);
    const externalId = newGuid();
    await create(externalId);
    const headers = { origin: "http://evil.example" };
    const reset = await raw(emulator, "/__emulator/reset", { method: "POST", headers });
    expect(reset.status).toBe(403);
    expect(await count(externalId)).toBe(1);
  });
});
