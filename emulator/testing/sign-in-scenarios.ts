import { z } from "zod";
import { withDefaults } from "../config";
import type { RunningEmulator } from "../start";
import { given, newGuid, raw, type Sdk } from "./client";
import type { Scenarios } from "./steps";

const { apiKey, clientId } = withDefaults({});

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

export const signInScenarios: Scenarios = {
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
