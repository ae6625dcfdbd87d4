import type { Config } from "../config";
import { refusal, Refusal } from "../refusal";
import type { Site } from "../state/site";
import { type Identity, isSame, openToken } from "./tokens";

/**
 * observed: the header holds a token or an API key, with or without "Bearer ". Throws a 401.
 * assumed (api-key-site): an API key reaches the one site that `wix-site-id` must name.
 */
export function authorize(config: Config, site: Site, headers: Headers): Identity {
  const credential = credentialOf(headers.get("authorization"));
  if (isSame(credential, config.apiKey)) {
    if (headers.get("wix-site-id") === config.instanceId) return { kind: "APP" };
    const status = site.assumes("api-key-site", "unauthenticated") ? 401 : 403;
    throw new Refusal(status, "The wix-site-id header must name a site of this API key");
  }
  const claims = openToken(site, config, credential, "access");
  if (claims) return claims.identity;
  throw new Refusal(401, "The Authorization header holds no valid token or API key");
}

/** documented: methods are for apps and API keys; few are for members and visitors too. assumed (denied-body): the 403. */
export function checkApp(site: Site, identity: Identity): void {
  if (identity.kind !== "APP") throw denied(site, "This method is for apps and API keys");
}

/** documented: 403. assumed (denied-body): code and words, where empty bodies were seen too. */
export function denied(site: Site, description: string): Refusal {
  return site.assumes("denied-body", "empty")
    ? new Refusal(403, "")
    : refusal(403, "PERMISSION_DENIED", description);
}

export function credentialOf(header: string | null): string {
  return (header ?? "").replace(/^Bearer /i, "");
}
