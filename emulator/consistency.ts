import type { Site } from "./state/site";

/**
 * documented: queries of items are eventually consistent. Changes are seen after the site's delay, or at once by who
 * brings the `X-Wix-Consistent` of the change: observed, the SDK keeps and repeats it.
 */
export function horizonOf(site: Site, token: string | undefined): string {
  const now = site.store.clock();
  if (!site.isEventual) return new Date(now).toISOString();
  const seen = token === undefined ? Number.NaN : Date.parse(token);
  const late = now - site.delayMs;
  return new Date(Number.isNaN(seen) ? late : Math.min(now, Math.max(late, seen))).toISOString();
}
