import type { Config } from "../config";
import { invalid, Refusal } from "../refusal";
import type { Site } from "../state/site";

/** documented: an address must be allowed in the settings of the site. Without a list, any on this machine is. */
export function isAllowedRedirect(config: Config, uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  if (config.redirectUris.length > 0) return config.redirectUris.includes(uri);
  const { protocol, hostname, username, password } = new URL(uri);
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return /^https?:$/.test(protocol) && isLoopback && username === "" && password === "";
}

/** A page to come back to need not be listed as a whole: its origin is enough. */
export function isAllowedReturn(config: Config, uri: string): boolean {
  if (isAllowedRedirect(config, uri)) return true;
  if (!URL.canParse(uri)) return false;
  const { origin } = new URL(uri);
  return config.redirectUris.some((allowed) => new URL(allowed).origin === origin);
}

/** assumed (foreign-redirect): a 400 on the field, with words that tell the remedy. */
export function foreignRedirect(site: Site, field: string, uri: string): Refusal {
  const description = `${uri.slice(0, 200)} is not an allowed redirect URI: add it to EMULATOR_REDIRECT_URIS`;
  if (site.assumes("foreign-redirect", "plain")) return new Refusal(400, description);
  return invalid({ field, description, violatedRule: "VALIDATION" });
}
