import type { PoolUpdate, PoolUpdateOptions } from "./jobs";
import type { Pool } from "./pools";
import { revised, type Site } from "./site";

/** What a pool waits for until its renewal. */
export type RenewalAction =
  | { type: "END"; poolDefinitionRevision: string }
  | { type: "UPDATE"; poolDefinitionRevision: string; updateOptions: PoolUpdateOptions };

/** typings: the internal action that a pool carries until its renewal. */
export function withRenewalAction(
  site: Site,
  pool: Pool,
  renewalAction: RenewalAction | undefined,
): Pool {
  return site.pools.put({ ...revised(site, pool), renewalAction });
}

/** typings: what is kept until the renewal; a later update is laid over an earlier one. */
export function pendingUpdate(pool: Pool, update: PoolUpdate): RenewalAction {
  const earlier = pool.renewalAction?.type === "UPDATE" ? pool.renewalAction.updateOptions : {};
  const given = Object.entries(update.updateOptions).filter(([, field]) => field !== undefined);
  const updateOptions = { ...earlier, ...Object.fromEntries(given) };
  return { type: "UPDATE", poolDefinitionRevision: update.poolDefinitionRevision, updateOptions };
}

/** documented: what is updated IMMEDIATELY waits no longer; other fields, and an END, still do. */
export function withoutPending(site: Site, pool: Pool, options: PoolUpdateOptions): void {
  const action = pool.renewalAction;
  if (action?.type !== "UPDATE") return;
  const updated = new Map(Object.entries(options));
  const left = Object.entries(action.updateOptions).filter(
    ([name]) => updated.get(name) === undefined,
  );
  if (left.length === Object.keys(action.updateOptions).length) return;
  const updateOptions = Object.fromEntries(left);
  withRenewalAction(site, pool, left.length > 0 ? { ...action, updateOptions } : undefined);
}

/** assumed (readded-pool-definition): a pending end is taken back when the pool definition is added again. */
export function withoutEnd(site: Site, pool: Pool): Pool {
  return pool.renewalAction?.type === "END" ? withRenewalAction(site, pool, undefined) : pool;
}
