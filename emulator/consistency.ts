import type { Site } from "./state/site";

/**
 * documented: queries of items are eventually consistent. Changes are seen after the site's delay, or at once by who
 * brings the `X-Wix-Consistent` of the change: observed, the SDK keeps and repeats it. When delays run on real time and
 * the clock stands, all changes are of one moment: they are seen together, the delay after the latest.
 */
export function horizonOf(site: Site, token: string | undefined): string {
  const now = site.store.clock();
  if (!site.isEventual) return new Date(now).toISOString();
  const seen = token === undefined ? Number.NaN : Date.parse(token);
  const late = now - lateness(site);
  return new Date(Number.isNaN(seen) ? late : Math.min(now, Math.max(late, seen))).toISOString();
}

function lateness({ store, delays, delayMs }: Site): number {
  const isStanding = delays === "real" && store.counters.clock.frozenAt !== undefined;
  if (!isStanding) return delayMs;
  return store.realTime - store.changedAt >= delayMs ? 0 : Math.min(1, delayMs);
}
