import { AppStrategy } from "@wix/sdk";
import { z } from "zod";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withDefaults } from "./config";
import { given, raw, refusalOf, sdkAs } from "./testing/client";
import {
  appClient,
  patchFetch,
  realFetch,
  restoreFetch,
  toCode,
  visitorClient,
} from "./testing/sign-in";
import { tokenCall, tokens, visitorTokens } from "./testing/sign-in-scenarios";
import { emulated } from "./testing/emulated";

const { appId, appSecret, clientId, instanceId } = withDefaults({});

const { emulator } = await emulated();
beforeEach(() => patchFetch(emulator));
afterEach(restoreFetch);

describe("a visitor", () => {
  it("has an identity that a refresh token keeps, and is no member", async () => {
    const visitor = visitorClient(emulator);
    const visitorTokensOf = await visitor.auth.generateVisitorTokens();
    expect(visitorTokensOf.refreshToken.role).toBe("visitor");
    const renewed = await visitor.auth.renewToken(visitorTokensOf.refreshToken);
    const subject = async (token: string) => {
      const { json } = await raw(emulator, "/oauth2/token-info", { body: { token } });
      return z.object({ subjectType: z.string(), subjectId: z.string() }).parse(json);
    };
    expect(await subject(renewed.accessToken.value)).toEqual(
      await subject(visitorTokensOf.accessToken.value),
    );
    expect((await subject(renewed.accessToken.value)).subjectType).toBe("VISITOR");
    const nobody = await refusalOf(visitor.members.getCurrentMember());
    expect(nobody).toMatchObject({ status: 404, code: "NOT_FOUND" });
  });

  it("gets no new token for a token that is not a refresh token of this client", async () => {
    const { access_token, refresh_token } = await visitorTokens(emulator);
    const refresh = (refreshToken: string, by = clientId) =>
      tokenCall(emulator, { clientId: by, grantType: "refresh_token", refreshToken });
    expect((await refresh(refresh_token)).status).toBe(200);
    expect((await refresh(access_token)).status).toBe(400);
    expect((await refresh(refresh_token, appId)).status).toBe(400);
    expect((await refresh(`${refresh_token}x`)).status).toBe(400);
    const call = sdkAs(emulator, refresh_token).members.getCurrentMember();
    expect((await refusalOf(call)).status).toBe(401);
  });
});

describe("a token", () => {
  afterEach(() => vi.useRealTimers());

  it("lives four hours of real time, whatever the clock of the emulator shows", async () => {
    const { access_token } = await visitorTokens(emulator);
    const info = () => raw(emulator, "/oauth2/token-info", { body: { token: access_token } });
    await raw(emulator, "/__emulator/clock/advance", { body: { duration: "P1D" } });
    expect((await info()).json).toMatchObject({ active: true });
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + 14_400_000);
    expect((await info()).json).toEqual({ active: false });
  });
});

describe("signing out", () => {
  it("ends the tokens of the session, and goes back", async () => {
    const { visitor, data, code, state } = await toCode(emulator);
    const memberTokens = await visitor.auth.getMemberTokens(code, state, data);
    visitor.auth.setTokens(memberTokens);
    const { logoutUrl } = await visitor.auth.logout("http://localhost:3000/bye");
    const current = sdkAs(emulator, memberTokens.accessToken.value).members;
    await current.getCurrentMember();
    const answer = await realFetch(logoutUrl, { redirect: "manual" });
    expect(answer.headers.get("location")).toBe("http://localhost:3000/bye");
    expect(answer.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await refusalOf(current.getCurrentMember())).status).toBe(401);
    const renewed = visitor.auth.renewToken(memberTokens.refreshToken);
    await expect(renewed).rejects.toThrow("no longer");
  });

  it("goes to no foreign address", async () => {
    const logout = visitorClient(emulator).auth.logout("https://evil.example/");
    expect(await refusalOf(logout)).toMatchObject({
      status: 400,
      fields: ["options.callbacks.postFlowUrl"],
    });
    const address = `${emulator.url}/_api/iam/logout?returnTo=https%3A%2F%2Fevil.example`;
    expect((await realFetch(address, { redirect: "manual" })).status).toBe(400);
  });
});

describe("an app", () => {
  const app = { appId, appSecret };
  const connected = (auth: ReturnType<typeof AppStrategy>) => appClient(emulator, auth);

  it("is installed, gets a refresh token, and calls with it", async () => {
    const auth = AppStrategy(app);
    const redirectUrl = "http://localhost:3000/installed";
    const install = new URL(auth.getInstallUrl({ redirectUrl, state: "mine" }));
    const answer = await realFetch(`${emulator.url}${install.pathname}${install.search}`, {
      redirect: "manual",
    });
    const callback = given(answer.headers.get("location"));
    const { refreshToken, instanceId: id } = await auth.handleOAuthCallback(callback, {
      state: "mine",
    });
    expect(id).toBe(instanceId);
    const again = AppStrategy({ ...app, refreshToken: given(refreshToken) });
    expect((await connected(again).members.queryMembers().find()).items).not.toEqual([]);
    expect(await again.getTokenInfo()).toMatchObject({
      active: true,
      subjectType: "APP",
      instanceId,
    });
    await expect(AppStrategy(app).handleOAuthCallback(callback)).rejects.toThrow("400");
    const refresh = { grant_type: "refresh_token", client_id: appId, refresh_token: refreshToken };
    const call = async (change: object) =>
      (await raw(emulator, "/oauth/access", { body: { ...refresh, ...change } })).status;
    expect(await call({ client_secret: appSecret })).toBe(200);
    expect(await call({ client_secret: "wrong" })).toBe(401);
    expect(await call({ client_secret: appSecret, refresh_token: "wrong" })).toBe(400);
    expect(await call({ client_secret: appSecret, grant_type: "anonymous" })).toBe(501);
  });

  it("is not installed from a foreign address", async () => {
    for (const redirectUrl of ["https://evil.example/", "nowhere"]) {
      const query = new URLSearchParams({ appId, redirectUrl });
      const answer = await realFetch(`${emulator.url}/installer/install?${query}`);
      expect(answer.status).toBe(400);
    }
  });

  it("calls with an access token that it was given, as who it names, and elevates it", async () => {
    const { json } = await tokenCall(emulator, {
      client_id: appId,
      client_secret: appSecret,
      instance_id: instanceId,
      grant_type: "client_credentials",
    });
    const { access_token: accessToken } = tokens.pick({ access_token: true }).parse(json);
    const bound = AppStrategy({ ...app, accessToken });
    expect((await connected(bound).members.queryMembers().find()).items).not.toEqual([]);
    const elevated = await bound.elevated();
    expect((await connected(elevated).members.queryMembers().find()).items).not.toEqual([]);
    const wrong = AppStrategy({ ...app, accessToken: "wrong" });
    const strip = { grant_type: "strip_bound_session", access_token: "wrong" };
    expect((await tokenCall(emulator, { ...strip, client_secret: appSecret })).status).toBe(400);
    expect((await tokenCall(emulator, { ...strip, client_secret: "wrong" })).status).toBe(401);
    await expect(wrong.elevated()).rejects.toThrow("not issued for the app");
  });
});
