import { z } from "zod";
import type { Config } from "../config";
import { notEmulated, Refusal } from "../refusal";
import { guid, optional } from "../shapes";
import { invalidGrant, redeemCode, redeemInstallCode } from "../state/authorization-codes";
import { getSignedInMember } from "../state/members";
import { startSession } from "../state/sessions";
import { notFound, type Site } from "../state/site";
import { parse } from "../validation";
import { credentialOf } from "./authorize";
import { type Identity, isSame, openToken, tokensFor } from "./tokens";

/** A token call: its body, and the header that one grant reads. */
export interface TokenCall {
  site: Site;
  config: Config;
  body: unknown;
  authorization: string | null;
}

const grantRequest = z.object({ grantType: z.string() });

/** observed: one address for all grants of the strategies of the SDK. Throws a 501 for grants that are not emulated. */
export function issueToken(call: TokenCall): object {
  const { grantType } = parse(grantRequest, call.body);
  switch (grantType) {
    case "anonymous":
      return anonymous(call);
    case "refresh_token":
      return refreshed(call);
    case "authorization_code":
      return byCode(call);
    case "client_credentials":
      return clientCredentials(call);
    case "authorized_client":
      return authorizedClient(call);
    case "strip_bound_session":
      return unbound(call);
    default:
      throw notEmulated(`grant ${grantType}`);
  }
}

/** observed: a visitor of the site, with a refresh token that keeps the identity. */
function anonymous({ site, config, body }: TokenCall) {
  const { clientId } = parse(z.object({ clientId: z.string() }), body);
  checkClient(site, config, clientId);
  const session = startSession(site);
  const identity = { kind: "VISITOR", visitorId: session.id, sessionId: session.id } as const;
  return tokensFor(site, config, { identity, clientId }, true);
}

/** observed: a new access token for the identity of the refresh token. A member who may no longer sign in gets none. */
function refreshed({ site, config, body }: TokenCall) {
  const request = z.object({ clientId: z.string(), refreshToken: z.string() });
  const { clientId, refreshToken } = parse(request, body);
  checkClient(site, config, clientId);
  const claims = openToken(site, config, refreshToken, "refresh");
  if (!claims || claims.clientId !== clientId) {
    throw invalidGrant(site, "The refresh token is not valid, or no longer");
  }
  if (claims.identity.kind === "MEMBER") getSignedInMember(site, claims.identity.memberId);
  return tokensFor(site, config, claims, true);
}

/** documented: authorization code with PKCE. typings: a refresh token only with the scope `offline_access`. */
function byCode({ site, config, body }: TokenCall) {
  const given = parse(
    z.object({
      clientId: z.string(),
      redirectUri: z.string(),
      code: z.string(),
      codeVerifier: z.string(),
    }),
    body,
  );
  checkClient(site, config, given.clientId);
  const { memberId, scope = "" } = redeemCode(site, given);
  const identity = memberIdentity(site, memberId);
  return tokensFor(
    site,
    config,
    { identity, clientId: given.clientId },
    scope.includes("offline_access"),
  );
}

/** observed: the token call of AppStrategy. Throws a 401 for wrong credentials. */
function clientCredentials({ site, config, body }: TokenCall) {
  const request = parse(
    z.object({
      clientId: z.string().optional(),
      clientSecret: z.string().optional(),
      instanceId: z.string().optional(),
    }),
    body,
  );
  checkAppSecret(config, request);
  if (!isSame(request.instanceId ?? "", config.instanceId)) throw wrongApp();
  return tokensFor(site, config, { identity: { kind: "APP" }, clientId: config.appId }, false);
}

/** observed: the header holds a visitor's token and an API key, with a comma between. */
function authorizedClient({ site, config, body, authorization }: TokenCall) {
  const { memberId, scope } = parse(
    z.object({ memberId: guid, scope: optional(z.string()) }),
    body,
  );
  const [token = "", apiKey = ""] = credentialOf(authorization).split(",");
  const visitor = openToken(site, config, token.trim(), "access");
  if (!visitor || !isSame(apiKey.trim(), config.apiKey)) {
    throw new Refusal(401, "The Authorization header must hold a visitor's token and an API key");
  }
  if (!site.members.get(memberId)) throw notFound(site, `Member ${memberId} not found`);
  const identity = memberIdentity(site, getSignedInMember(site, memberId).id);
  const { clientId } = visitor;
  return tokensFor(site, config, { identity, clientId }, scope !== undefined);
}

/** observed: AppStrategy's call for a token that it was given. The same identity, for the app's own use. */
function unbound({ site, config, body }: TokenCall) {
  const request = z.object({ clientSecret: optional(z.string()), accessToken: z.string() });
  const { clientSecret, accessToken } = parse(request, body);
  if (!isSame(clientSecret ?? "", config.appSecret)) throw wrongApp();
  const claims = openToken(site, config, accessToken, "access");
  if (!claims) throw invalidGrant(site, "The access token is not valid, or no longer");
  return tokensFor(site, config, claims, false);
}

/** observed: the older address: a code of the installation, or the refresh token that it gave. Both give a pair. Throws a 501 for other grants. */
export function issueAppToken({ site, config, body }: TokenCall): object {
  const request = parse(
    z.object({
      grantType: z.string(),
      clientId: z.string().optional(),
      clientSecret: z.string().optional(),
      refreshToken: z.string().optional(),
      code: z.string().optional(),
    }),
    body,
  );
  checkAppSecret(config, request);
  const own = { identity: { kind: "APP" }, clientId: config.appId } as const;
  if (request.grantType === "authorization_code") {
    redeemInstallCode(site, request.code ?? "", config.appId);
    return tokensFor(site, config, own, true);
  }
  if (request.grantType !== "refresh_token") throw notEmulated(`grant ${request.grantType}`);
  const claims = openToken(site, config, request.refreshToken ?? "", "refresh");
  if (claims?.identity.kind !== "APP") {
    throw invalidGrant(site, "The refresh token is not valid, or no longer");
  }
  return tokensFor(site, config, own, true);
}

/** observed: what AppStrategy reads of a token. An invalid one is not active, and says no more. */
export function tokenInfo({ site, config, body }: TokenCall): object {
  const { token } = parse(z.object({ token: z.string() }), body);
  const claims =
    openToken(site, config, token, "access") ?? openToken(site, config, token, "refresh");
  if (!claims) return { active: false };
  const { identity, clientId, instanceId, from, until } = claims;
  return {
    active: true,
    subjectType: identity.kind,
    subjectId: subjectOf(identity, clientId),
    exp: Math.floor(until / 1000),
    iat: Math.floor(from / 1000),
    clientId,
    siteId: instanceId,
    instanceId,
  };
}

function subjectOf(identity: Identity, clientId: string): string {
  if (identity.kind === "MEMBER") return identity.memberId;
  return identity.kind === "VISITOR" ? identity.visitorId : clientId;
}

function memberIdentity(site: Site, memberId: string): Identity {
  return { kind: "MEMBER", memberId, sessionId: startSession(site, memberId).id };
}

/** assumed (unknown-client): the site has one OAuth app, and the app itself; nobody else is known. */
export function checkClient(site: Site, config: Config, clientId: string): void {
  if (isSame(clientId, config.clientId) || isSame(clientId, config.appId)) return;
  const status = site.assumes("unknown-client", "400") ? 400 : 401;
  throw new Refusal(status, `There is no OAuth app ${clientId.slice(0, 60)}`);
}

function checkAppSecret(
  config: Config,
  { clientId = "", clientSecret = "" }: { clientId?: string; clientSecret?: string },
): void {
  if (isSame(clientId, config.appId) && isSame(clientSecret, config.appSecret)) return;
  throw wrongApp();
}

function wrongApp(): Refusal {
  return new Refusal(401, "App id, app secret or instance id is wrong");
}
