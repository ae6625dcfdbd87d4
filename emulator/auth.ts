import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Assumes } from "./assumptions";
import type { Config } from "./config";
import { notEmulated, Refusal } from "./refusal";
import { parse } from "./validation";

/** Seconds; what Wix typically gives. */
export const tokenLifetimeSeconds = 14_400;

const tokenRequest = z.object({
  grantType: z.string(),
  clientId: z.string().optional(),
  clientSecret: z.string().optional(),
  instanceId: z.string().optional(),
});

/**
 * observed: the token call of AppStrategy. The token is sealed, not stored: it outlives a restart and a reset.
 * Throws a 401 for wrong credentials, and a 501 for grants that are not emulated.
 */
export function issueToken(config: Config, body: unknown, nowMs: number) {
  const request = parse(tokenRequest, body);
  if (request.grantType !== "client_credentials") throw notEmulated(`grant ${request.grantType}`);
  const isKnown =
    isSame(request.clientId ?? "", config.appId) &&
    isSame(request.clientSecret ?? "", config.appSecret) &&
    isSame(request.instanceId ?? "", config.instanceId);
  if (!isKnown) throw new Refusal(401, "App id, app secret or instance id is wrong");
  const payload = Buffer.from(
    JSON.stringify({ instanceId: config.instanceId, until: nowMs + tokenLifetimeSeconds * 1000 }),
  ).toString("base64url");
  const access_token = `emulator.${payload}.${seal(config, payload)}`;
  return { access_token, token_type: "Bearer", expires_in: tokenLifetimeSeconds };
}

/**
 * observed: the header holds a token or an API key, with or without "Bearer ". Throws a 401.
 * assumed (api-key-site): an API key reaches the one site that `wix-site-id` must name.
 */
export function authorize(config: Config, assumes: Assumes, headers: Headers, nowMs: number): void {
  const credential = (headers.get("authorization") ?? "").replace(/^Bearer /i, "");
  if (isSame(credential, config.apiKey)) {
    if (headers.get("wix-site-id") === config.instanceId) return;
    const status = assumes("api-key-site", "unauthenticated") ? 401 : 403;
    throw new Refusal(status, "The wix-site-id header must name a site of this API key");
  }
  if (!isValidToken(config, credential, nowMs)) {
    throw new Refusal(401, "The Authorization header holds no valid token or API key");
  }
}

function isValidToken(config: Config, token: string, nowMs: number): boolean {
  const [kind, payload = "", given = ""] = token.split(".");
  if (kind !== "emulator" || !isSame(given, seal(config, payload))) return false;
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
  const { instanceId, until } = z
    .object({ instanceId: z.string(), until: z.number() })
    .parse(claims);
  return instanceId === config.instanceId && nowMs < until;
}

function seal(config: Config, payload: string): string {
  return createHmac("sha256", config.appSecret).update(payload).digest("base64url");
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
