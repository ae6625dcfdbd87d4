import { describe, expect, it } from "vitest";
import { z } from "zod";
import { withDefaults } from "./config";
import { RequestLog } from "./request-log";
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

  it("keeps no secret and no token, wherever it stood", async () => {
    const own = await startEmulator({ port: 0 });
    const { appId, appSecret, clientId, instanceId } = withDefaults({});
    const tokenCall = (body: unknown) => raw(own, "/oauth2/token", { body });
    const grant = { clientId, grantType: "anonymous" };
    const { access_token: token, refresh_token: refreshToken } = z
      .object({ access_token: z.string(), refresh_token: z.string() })
      .parse((await tokenCall(grant)).json);
    const credentials = { client_id: appId, client_secret: appSecret, instance_id: instanceId };
    await tokenCall({ ...credentials, grant_type: "client_credentials" });
    await tokenCall([{ a: { clientSecret: appSecret, codeVerifier: "my-verifier" } }]);
    await tokenCall(`client_id=x&client_secret=${appSecret}&code=my-code`);
    await tokenCall(`{"clientSecret": "${appSecret}", `);
    await tokenCall({ code: "my-code", refreshToken });
    await raw(own, "/oauth2/token-info", { body: { token } });
    await raw(own, "/oauth2/token-info", { body: { token: "another-token" } });
    await raw(own, `/nothing?token=${token}`);
    await raw(own, `/oauth2/token?client_secret=${appSecret}&code=my-code`);
    const logout = { logout: { clientId }, callbacks: {} };
    const address = "/redirects-api/v1/redirect-session";
    await raw(own, address, { body: logout, headers: { authorization: token } });
    const text = JSON.stringify(await control(own, "requests"));
    await own.close();
    expect(text.split("[secret]").length).toBeGreaterThan(16);
    const held = [appSecret, token, refreshToken, "my-code", "my-verifier", "another-token"];
    expect(held.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).not.toContain("emulator.");
    expect(text).toContain('"code":"NOT_EMULATED"');
  });

  it("keeps of a large body and a large answer the beginning, and of very many the last", () => {
    const log = new RequestLog(1_000, 1_000_000);
    const large = JSON.stringify({ a: "x".repeat(990_000) });
    const asked = { at: "", method: "m", httpMethod: "POST", path: "/" };
    for (let index = 0; index < 30; index += 1) log.open(asked, large).answered(200, large, 1);
    const open = log.open(asked, '{"b":1}');
    open.answered(200, "{}", 1);
    const kept = log.list({});
    expect(kept.map(({ seq }) => seq)).toEqual([27, 28, 29, 30, 31]);
    expect(kept[0]?.body).toMatch(/^\{"a":"x+ … \(990008 characters\)$/);
    expect(String(kept[0]?.response).length).toBeLessThan(100_100);
    expect(kept.at(-1)).toMatchObject({ body: { b: 1 }, response: {}, status: 200 });
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
