import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withDefaults } from "./config";
import { startEmulator } from "./start";
import { demoNames } from "./state/demo-members";
import { given, refusalOf } from "./testing/client";
import {
  ann,
  loginPath,
  memberBy,
  patchFetch,
  realFetch,
  redirectUri,
  restoreFetch,
  submit,
  toCode,
  visitorClient,
} from "./testing/sign-in";
import { tokenCall, visitorTokens } from "./testing/sign-in-scenarios";
import { emulated } from "./testing/emulated";

const { clientId } = withDefaults({});

const { emulator, wix } = await emulated();
beforeEach(() => patchFetch(emulator));
afterEach(restoreFetch);

describe("a member signs in", () => {
  it.each(["query", "fragment"] as const)(
    "through the SDK's whole flow, answered as %s",
    async (responseMode) => {
      const { visitor, data, code, state, location } = await toCode(emulator, responseMode);
      expect(location.startsWith(`${redirectUri}${responseMode === "query" ? "?" : "#"}`)).toBe(
        true,
      );
      const memberTokens = await visitor.auth.getMemberTokens(code, state, data);
      visitor.auth.setTokens(memberTokens);
      expect(visitor.auth.loggedIn()).toBe(true);
      const { member } = await visitor.members.getCurrentMember({ fieldsets: ["FULL"] });
      expect(member).toMatchObject({
        _id: await memberBy(wix, "Ann Porter"),
        loginEmail: "ann.porter@example.com",
        profile: { nickname: "Ann Porter" },
        contact: { firstName: "Ann" },
      });
      const open = await visitor.members.getCurrentMember();
      expect(open.member).toMatchObject({ status: "UNKNOWN", profile: { nickname: "Ann Porter" } });
      expect(open.member?.loginEmail).toBeUndefined();
    },
  );

  it("by a button as well as by e-mail, and not when unknown, waiting or blocked", async () => {
    const visitor = visitorClient(emulator);
    const data = visitor.auth.generateOAuthData(redirectUri);
    const { authUrl } = await visitor.auth.getAuthUrl(data, { responseMode: "query" });
    const chosen = await submit(authUrl, { memberId: await memberBy(wix, "Ann Porter") });
    expect(chosen.status).toBe(303);
    const full = { fieldsets: ["FULL" as const] };
    const withStatus = async (status: string) =>
      given((await wix.members.queryMembers(full).eq("status", status).find()).items[0]);
    const [pending, blocked] = [await withStatus("PENDING"), await withStatus("BLOCKED")];
    const refused = [
      [{ email: "nobody@example.com" }, 400, "no member with this e-mail"],
      [{ email: given(pending.loginEmail) }, 403, "not approved"],
      [{ memberId: given(blocked._id) }, 403, "is blocked"],
    ] as const;
    for (const [choice, status, words] of refused) {
      const page = await submit(authUrl, choice);
      expect(page.status).toBe(status);
      const text = await page.text();
      expect(text).toMatch(new RegExp(`role="alert"[^<]*>[^<]*${words}`));
      expect(text).toContain(`value="${"email" in choice ? choice.email : ""}"`);
    }
  });

  it("on a page that needs no script and lists the members", async () => {
    const visitor = visitorClient(emulator);
    const data = visitor.auth.generateOAuthData(redirectUri);
    const { authUrl } = await visitor.auth.getAuthUrl(data, { responseMode: "query" });
    const page = await realFetch(authUrl);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<label for="email">');
    expect(text).not.toContain("<script");
    expect(text.match(/name="memberId"/g)).toHaveLength(demoNames.length);
    const cancel = new URL(
      given(/href="([^"]*access_denied[^"]*)"/.exec(text)?.[1]).replaceAll("&amp;", "&"),
    );
    const { error, state } = visitor.auth.parseFromUrl(cancel.href, "query");
    expect([cancel.origin, error, state]).toEqual([
      "http://localhost:3000",
      "access_denied",
      data.state,
    ]);
  });

  it("and what is written in an address is never part of the page", async () => {
    const state = `"><script>alert(1)</script>`;
    const parameters = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      code_challenge: "c".repeat(43),
      state,
    });
    const good = await realFetch(`${emulator.url}${loginPath}?${parameters}`);
    parameters.set("redirect_uri", `https://evil.example/${state}`);
    const bad = await realFetch(`${emulator.url}${loginPath}?${parameters}`);
    expect([good.status, bad.status]).toEqual([200, 400]);
    for (const page of [good, bad]) expect(await page.text()).not.toContain("<script");
  });

  it("again without the page when the browser remembers, and else is told to log in", async () => {
    const { data, cookie } = await toCode(emulator);
    const visitor = visitorClient(emulator);
    const asked = { responseMode: "query", prompt: "none" } as const;
    const { authUrl } = await visitor.auth.getAuthUrl(data, asked);
    const silently = (headers: Record<string, string>) =>
      realFetch(authUrl, { redirect: "manual", headers });
    const remembered = await silently({ cookie: given(cookie).split(";")[0] ?? "" });
    const { code, state } = visitor.auth.parseFromUrl(
      given(remembered.headers.get("location")),
      "query",
    );
    const memberTokens = await visitor.auth.getMemberTokens(code, state, data);
    expect(memberTokens.refreshToken.role).toBe("member");
    const unknown = await silently({});
    expect(
      visitor.auth.parseFromUrl(given(unknown.headers.get("location")), "query"),
    ).toMatchObject({ code: null, error: "login_required", state: data.state });
  });

  it("with an API key on behalf of another login", async () => {
    const visitor = visitorClient(emulator);
    visitor.auth.setTokens(await visitor.auth.generateVisitorTokens());
    const memberId = await memberBy(wix, "Ann Porter");
    const { apiKey } = withDefaults({});
    visitor.auth.setTokens(await visitor.auth.getMemberTokensForExternalLogin(memberId, apiKey));
    expect((await visitor.members.getCurrentMember()).member?._id).toBe(memberId);
    const { access_token } = await visitorTokens(emulator);
    const body = { grant_type: "authorized_client", member_id: memberId };
    const wrong = await tokenCall(emulator, body, { authorization: `${access_token},wrong` });
    expect(wrong.status).toBe(401);
  });
});

describe("an address to come back to", () => {
  const asked = async (to: string, on = emulator) => {
    patchFetch(on);
    const visitor = visitorClient(on);
    const data = visitor.auth.generateOAuthData(to);
    return visitor.auth.getAuthUrl(data, { responseMode: "query" });
  };

  it("is any on this machine, and no other", async () => {
    for (const to of ["http://127.0.0.1:1/x", "http://[::1]:9/", "https://localhost/a?b=c"]) {
      expect((await asked(to)).authUrl).toContain(loginPath);
    }
    for (const to of [
      "https://example.com/callback",
      "http://localhost.example.com/",
      "http://localhost@example.com/",
      "javascript:alert(1)",
      "javascript://localhost/%0Aalert(1)",
      "nowhere",
    ]) {
      const refused = await refusalOf(asked(to));
      expect(refused).toMatchObject({ status: 400, rules: ["VALIDATION"] });
    }
  });

  it("is one of the list, exactly, when there is a list", async () => {
    const callback = "https://shop.example/callback";
    const strict = await startEmulator({ port: 0, redirectUris: [callback] });
    try {
      expect((await asked(callback, strict)).authUrl).toContain(loginPath);
      for (const to of [redirectUri, `${callback}/`, "https://shop.example/other"]) {
        expect((await refusalOf(asked(to, strict))).status).toBe(400);
      }
    } finally {
      await strict.close();
    }
  });

  it("is checked again by the login page, which says so and goes nowhere", async () => {
    const { authUrl } = await asked(redirectUri);
    const foreign = authUrl.replace(encodeURIComponent(redirectUri), "https%3A%2F%2Fevil.example");
    for (const page of [await realFetch(foreign), await submit(foreign, ann)]) {
      expect(page.status).toBe(400);
    }
    const text = await (await realFetch(foreign)).text();
    expect(text).toContain("EMULATOR_REDIRECT_URIS");
    const post = await realFetch(authUrl.split("?")[0] ?? "", {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: new URLSearchParams(ann),
    });
    expect(post.status).toBe(403);
  });

  it("hears of a request that is wrong in another way, with the state", async () => {
    const parameters = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: "token",
      response_mode: "fragment",
      state: "mine",
    });
    const address = `${emulator.url}${loginPath}?${parameters}`;
    const answer = await realFetch(address, { redirect: "manual" });
    const location = given(answer.headers.get("location"));
    expect(visitorClient(emulator).auth.parseFromUrl(location)).toMatchObject({
      error: "invalid_request",
      state: "mine",
    });
  });
});
