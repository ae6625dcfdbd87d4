import { z } from "zod";
import { withDefaults } from "../config";
import type { RunningEmulator } from "../start";
import { given, newGuid, raw, type Sdk } from "./client";
import { redeemable } from "./benefit-steps";
import { patchFetch, redirectUri, restoreFetch, toCode } from "./sign-in";
import type { Scenarios } from "./steps";

const { apiKey, clientId } = withDefaults({});

const answer = z.object({ details: z.record(z.string(), z.unknown()) });

export const tokens = z.object({ access_token: z.string(), refresh_token: z.string() });

/** A token call without the SDK; what came back, tokens or not. */
export const tokenCall = (emulator: RunningEmulator, body: object, headers = {}) =>
  raw(emulator, "/oauth2/token", { body, headers: { authorization: "", ...headers } });

export async function visitorTokens(emulator: RunningEmulator) {
  const { json } = await tokenCall(emulator, { clientId, grantType: "anonymous" });
  return tokens.parse(json);
}

/** Signs in as getMemberTokensForExternalLogin does. */
export async function externalLogin(emulator: RunningEmulator, memberId: string) {
  const { access_token } = await visitorTokens(emulator);
  const body = { grant_type: "authorized_client", scope: "offline_access", member_id: memberId };
  return tokenCall(emulator, body, { authorization: `${access_token},${apiKey}` });
}

const withStatus = async (wix: Sdk, status: string) => {
  const { items } = await wix.members
    .queryMembers({ fieldsets: ["FULL"] })
    .eq("status", status)
    .find();
  return given(items[0]?._id);
};

/** The statuses of token calls with a code: the first `ms` after it was issued, then one that is right. */
async function exchanges(emulator: RunningEmulator, ms: number, first: object) {
  patchFetch(emulator);
  try {
    const { code, data } = await toCode(emulator);
    const grant = { clientId, grantType: "authorization_code", redirectUri };
    const right = { ...grant, code, codeVerifier: data.codeVerifier };
    await raw(emulator, "/__emulator/clock/advance", { body: { ms } });
    const tried = await tokenCall(emulator, { ...right, ...first });
    return [tried.status, (await tokenCall(emulator, right)).status];
  } finally {
    restoreFetch();
  }
}

export const signInScenarios: Scenarios = {
  "code-lifetime": [
    (_, emulator) => exchanges(emulator, 60_000, {}),
    [200, 400],
    { "one-minute": [400, 400] },
  ],
  "failed-exchange": [
    (_, emulator) => exchanges(emulator, 0, { codeVerifier: "v".repeat(43) }),
    [400, 400],
    { kept: [400, 200] },
  ],
  "foreign-redirect": [
    async (_, emulator) => {
      const { access_token } = await visitorTokens(emulator);
      const { status, json } = await raw(emulator, "/_api/redirects-api/v1/redirect-session", {
        headers: { authorization: access_token },
        body: { logout: { clientId }, callbacks: { postFlowUrl: "https://elsewhere.example/" } },
      });
      return [status, Object.keys(answer.parse(json).details)];
    },
    [400, ["validationError"]],
    { plain: [400, []] },
  ],
  "others-eligibility": [
    async (wix, emulator) => {
      const { asked, memberId } = await redeemable(wix);
      const { access_token } = await visitorTokens(emulator);
      const { benefitKey: _, ...about } = asked;
      const { status, json } = await raw(
        emulator,
        "/benefit-programs/v1/pools/check-benefit-eligibility-by-filter",
        {
          headers: { authorization: access_token },
          body: { ...about, count: 1, beneficiary: { memberId } },
        },
      );
      return status === 200 ? json : status;
    },
    403,
    { own: { results: [] } },
  ],
  "session-after-reset": [
    async (wix, emulator) => {
      const { access_token } = await visitorTokens(emulator);
      emulator.reset();
      const path = "/benefit-programs/v1/pools/" + newGuid();
      const headers = { authorization: access_token };
      return (await raw(emulator, path, { headers })).status;
    },
    403,
    { ended: 401 },
  ],
  "unknown-client": [
    async (_, emulator) =>
      (await tokenCall(emulator, { clientId: newGuid(), grantType: "anonymous" })).status,
    401,
    { "400": 400 },
  ],
  "denied-body": [
    async (_, emulator) => {
      const { access_token } = await visitorTokens(emulator);
      const path = `/benefit-programs/v1/pools/${newGuid()}`;
      const { status, json } = await raw(emulator, path, {
        headers: { authorization: access_token },
      });
      return [status, json];
    },
    [
      403,
      {
        message: "This method is for apps and API keys",
        details: {
          applicationError: {
            code: "PERMISSION_DENIED",
            description: "This method is for apps and API keys",
          },
        },
      },
    ],
    { empty: [403, { message: "", details: {} }] },
  ],
  "sign-in-status": [
    async (wix, emulator) => {
      const pending = await externalLogin(emulator, await withStatus(wix, "PENDING"));
      const blocked = await externalLogin(emulator, await withStatus(wix, "BLOCKED"));
      return [pending.status, blocked.status];
    },
    [403, 403],
    { "not-blocked": [200, 403] },
  ],
  "token-refusal": [
    async (_, emulator) =>
      (await tokenCall(emulator, { clientId, grantType: "refresh_token", refreshToken: "x" }))
        .status,
    400,
    { "401": 401 },
  ],
};
