import { createHash } from "node:crypto";
import { Refusal, refusal } from "../refusal";
import { getSignedInMember } from "./members";
import type { Site } from "./site";

/** What a sign-in asked for, and what its code is bound to. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  codeChallenge: string;
  codeChallengeMethod: "S256" | "S512";
  scope?: string;
}

export interface AuthorizationCode extends AuthorizationRequest {
  id: string;
  /** None for the installation of an app. */
  memberId?: string;
  expiresDate: string;
  isUsed: boolean;
}

export const authorizationCodeIndexes = {};

/** assumed (code-lifetime): ten minutes, the most that OAuth recommends. */
const lifetimeMs = (site: Site) => (site.assumes("code-lifetime", "one-minute") ? 60_000 : 600_000);

/** documented: a code for the member who has signed in, bound to client, address and challenge. */
export function issueCode(site: Site, request: AuthorizationRequest, memberId: string): string {
  return issue(site, request, memberId);
}

/** observed: installing an app gives a code too, without PKCE: the app's secret takes its place. */
export function issueInstallCode(site: Site, clientId: string, redirectUri: string): string {
  return issue(site, { clientId, redirectUri, codeChallenge: "", codeChallengeMethod: "S256" });
}

function issue(site: Site, request: AuthorizationRequest, memberId?: string): string {
  for (const old of site.authorizationCodes.inOrder()) {
    if (old.expiresDate <= site.store.now) site.authorizationCodes.delete(old.id);
  }
  const expiresDate = new Date(Date.parse(site.store.now) + lifetimeMs(site)).toISOString();
  const id = site.store.newId();
  const { clientId, redirectUri, codeChallenge, codeChallengeMethod, scope } = request;
  const bound = { clientId, redirectUri, codeChallenge, codeChallengeMethod, scope };
  site.authorizationCodes.put({ ...bound, id, memberId, expiresDate, isUsed: false });
  return id;
}

export interface Redemption {
  code: string;
  clientId: string;
  redirectUri: string;
  codeVerifier: string;
}

/**
 * documented: a code is good once, for who asked for it and holds the verifier. assumed (token-refusal, failed-exchange):
 * how it is refused, and that the attempt counts.
 */
export function redeemCode(site: Site, given: Redemption): { memberId: string; scope?: string } {
  const code = usable(site, given.code);
  return orBurnt(site, code, () => {
    checkCodeClient(site, code, given.clientId);
    if (code.redirectUri !== given.redirectUri) {
      throw invalidGrant(site, "The redirect URI is not the one that the code was sent to");
    }
    if (challengeOf(given.codeVerifier, code.codeChallengeMethod) !== code.codeChallenge) {
      throw invalidGrant(site, "The code verifier does not fit the code challenge");
    }
    const member = getSignedInMember(site, code.memberId ?? "");
    site.authorizationCodes.put({ ...code, isUsed: true });
    return { memberId: member.id, scope: code.scope };
  });
}

/** observed: an installation's code is good once, for the app. assumed (failed-exchange): and once tried. */
export function redeemInstallCode(site: Site, id: string, clientId: string): void {
  const code = usable(site, id);
  orBurnt(site, code, () => {
    checkCodeClient(site, code, clientId);
    if (code.memberId !== undefined) throw invalidGrant(site, "The code is a member's");
    site.authorizationCodes.put({ ...code, isUsed: true });
  });
}

/** What is refused takes its changes back; that the code was tried stays. */
function orBurnt<T>(site: Site, code: AuthorizationCode, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal) || site.assumes("failed-exchange", "kept")) throw error;
    const { status, message, details } = error;
    throw new Refusal(status, message, details, () => {
      site.authorizationCodes.put({ ...code, isUsed: true });
    });
  }
}

function usable(site: Site, id: string): AuthorizationCode {
  const code = site.authorizationCodes.get(id);
  const isGone = !code || code.expiresDate <= site.store.now;
  if (isGone) throw invalidGrant(site, "The code is not valid, or no longer");
  if (code.isUsed) throw invalidGrant(site, "The code was used already");
  return code;
}

function checkCodeClient(site: Site, code: AuthorizationCode, clientId: string): void {
  if (code.clientId !== clientId) throw invalidGrant(site, "The code is another client's");
}

/** assumed (token-refusal): OAuth's 400, with its code in Wix's error body. */
export function invalidGrant(site: Site, description: string): Refusal {
  const status = site.assumes("token-refusal", "401") ? 401 : 400;
  return refusal(status, "invalid_grant", description);
}

function challengeOf(verifier: string, method: "S256" | "S512"): string {
  const algorithm = method === "S256" ? "sha256" : "sha512";
  return createHash(algorithm).update(verifier).digest("base64url");
}
