import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Config } from "../config";
import { isEnded } from "../state/sessions";
import type { Site } from "../state/site";

/** Seconds; what Wix typically gives. */
export const tokenLifetimeSeconds = 14_400;

const refreshLifetimeMs = 365 * 24 * 3_600_000;

const identity = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("APP") }),
  z.object({ kind: z.literal("MEMBER"), memberId: z.string(), sessionId: z.string() }),
  z.object({ kind: z.literal("VISITOR"), visitorId: z.string(), sessionId: z.string() }),
]);

/** Who calls. An API key and an app are one: both may all. */
export type Identity = z.output<typeof identity>;

const claimsShape = z.object({
  use: z.enum(["access", "refresh", "browser", "logout"]),
  identity,
  instanceId: z.string(),
  clientId: z.string(),
  from: z.number(),
  until: z.number(),
});
export type Claims = z.output<typeof claimsShape>;

/** For a call, for getting another access token, for the cookie of the login page, for signing out. */
type Use = Claims["use"];

/** observed: what a token call answers. Without `offline_access` there is no refresh token (typings). */
export function tokensFor(
  site: Site,
  config: Config,
  { identity: who, clientId }: { identity: Identity; clientId: string },
  hasRefresh: boolean,
) {
  return {
    access_token: sealedToken(site, config, { use: "access", identity: who, clientId }),
    ...(hasRefresh
      ? { refresh_token: sealedToken(site, config, { use: "refresh", identity: who, clientId }) }
      : {}),
    token_type: "Bearer",
    expires_in: tokenLifetimeSeconds,
  };
}

/**
 * assumed (session-after-reset, token-clock): a token is sealed, not stored: it outlives a restart and a reset. It lives by real time, so that
 * moving the clock of the emulator signs nobody out.
 */
export function sealedToken(
  site: Site,
  config: Config,
  { use, identity: who, clientId }: { use: Use; identity: Identity; clientId: string },
): string {
  const { instanceId } = config;
  const from = site.store.realTime;
  const lifetime = use === "access" ? tokenLifetimeSeconds * 1000 : refreshLifetimeMs;
  const claims: Claims = { use, identity: who, instanceId, clientId, from, until: from + lifetime };
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `emulator.${payload}.${seal(config, payload)}`;
}

/** What a token says; undefined when it is not ours, has another use, is too old, or its session has ended. */
export function openToken(site: Site, config: Config, token: string, use: Use): Claims | undefined {
  const [kind, payload = "", given = ""] = token.split(".");
  if (kind !== "emulator" || !isSame(given, seal(config, payload))) return undefined;
  const read: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
  const { success, data: claims } = claimsShape.safeParse(read);
  if (!success || claims.use !== use || claims.instanceId !== config.instanceId) return undefined;
  if (site.store.realTime >= claims.until) return undefined;
  const { identity: who } = claims;
  return who.kind !== "APP" && isEnded(site, who.sessionId) ? undefined : claims;
}

/** Compares secrets in a time that does not tell where they differ. */
export function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function seal(config: Config, payload: string): string {
  return createHmac("sha256", config.appSecret).update(payload).digest("base64url");
}
