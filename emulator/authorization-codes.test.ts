import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withDefaults } from "./config";
import { type RunningEmulator, startEmulator } from "./start";
import { given, newGuid, raw } from "./testing/client";
import {
  ann,
  loginPath,
  patchFetch,
  redirectUri,
  restoreFetch,
  submit,
  toCode,
  visitorClient,
} from "./testing/sign-in";
import { tokenCall } from "./testing/sign-in-scenarios";
import { emulated } from "./testing/emulated";

const { appId, clientId } = withDefaults({});

const exchange = (given: object) =>
  tokenCall(emulator, { clientId, grantType: "authorization_code", redirectUri, ...given });

const { emulator } = await emulated();
beforeEach(() => patchFetch(emulator));
afterEach(restoreFetch);

describe("a code", () => {
  it("is good once, also after a restart", async () => {
    const data = mkdtempSync(join(tmpdir(), "emulator-"));
    const signIn = async (on: RunningEmulator) => {
      patchFetch(on);
      const visitor = visitorClient(on);
      const oauth = visitor.auth.generateOAuthData(redirectUri);
      const { authUrl } = await visitor.auth.getAuthUrl(oauth, { responseMode: "query" });
      const answer = await submit(authUrl, ann);
      const location = given(answer.headers.get("location"));
      return { oauth, ...visitor.auth.parseFromUrl(location, "query") };
    };
    const first = await startEmulator({ port: 0, data });
    const used = await signIn(first);
    const unused = await signIn(first);
    const { auth } = visitorClient(first);
    await auth.getMemberTokens(used.code, used.state, used.oauth);
    const again = auth.getMemberTokens(used.code, used.state, used.oauth);
    await expect(again).rejects.toThrow("The code was used already");
    await first.close();
    const second = await startEmulator({ port: 0, data });
    try {
      patchFetch(second);
      const later = visitorClient(second).auth;
      const third = later.getMemberTokens(used.code, used.state, used.oauth);
      await expect(third).rejects.toThrow("The code was used already");
      const { refreshToken } = await later.getMemberTokens(unused.code, unused.state, unused.oauth);
      expect(refreshToken.role).toBe("member");
    } finally {
      await second.close();
    }
  });

  it("is refused when it is wrong, another client's, or for another address or verifier", async () => {
    const invalid = {
      status: 400,
      json: { details: { applicationError: { code: "invalid_grant" } } },
    };
    for (const wrong of [
      { code: newGuid() },
      { codeVerifier: "v".repeat(43) },
      { redirectUri: "http://localhost:3000/elsewhere" },
      { clientId: appId },
    ]) {
      const { data, code } = await toCode(emulator);
      const { codeVerifier } = data;
      expect(await exchange({ code, codeVerifier, ...wrong })).toMatchObject(invalid);
    }
  });

  it("is burnt by an exchange that fails, also when the emulator restarts", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const first = await startEmulator({ port: 0, data: folder });
    patchFetch(first);
    const request = { clientId, grantType: "authorization_code", redirectUri };
    const { data, code } = await toCode(first);
    const right = { ...request, code, codeVerifier: data.codeVerifier };
    expect((await tokenCall(first, { ...right, codeVerifier: "v".repeat(43) })).status).toBe(400);
    const burnt = { status: 400, json: { message: "The code was used already" } };
    expect(await tokenCall(first, right)).toMatchObject(burnt);
    await first.close();
    const second = await startEmulator({ port: 0, data: folder });
    const third = await tokenCall(second, right);
    await second.close();
    expect(third).toMatchObject(burnt);
  });

  it("is not burnt by a request that is no exchange of it", async () => {
    const { data, code } = await toCode(emulator);
    const { codeVerifier } = data;
    expect((await exchange({ code, codeVerifier, clientId: newGuid() })).status).toBe(401);
    expect((await exchange({ code })).status).toBe(400);
    expect((await exchange({ code, codeVerifier })).status).toBe(200);
  });

  it("is refused ten minutes later", async () => {
    const { data, code } = await toCode(emulator);
    await raw(emulator, "/__emulator/clock/advance", { body: { ms: 600_000 } });
    const { codeVerifier } = data;
    expect((await exchange({ code, codeVerifier })).status).toBe(400);
  });

  it("gives a refresh token only to who asked for offline access", async () => {
    const { data } = await toCode(emulator);
    const parameters = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      code_challenge: data.codeChallenge,
      state: "s",
    });
    const answer = await submit(`${emulator.url}${loginPath}?${parameters}`, ann);
    const { searchParams } = new URL(given(answer.headers.get("location")));
    const { codeVerifier } = data;
    const { json } = await exchange({ code: searchParams.get("code"), codeVerifier });
    expect(json).toHaveProperty("access_token");
    expect(json).not.toHaveProperty("refresh_token");
  });
});
