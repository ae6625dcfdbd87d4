import { isRenewing, type Job, schedule } from "./jobs";
import { renewBalance } from "./ledger";
import { alreadyExecuted, inProgress, isUnsettled, transitionNotAllowed } from "./lifecycle";
import { activatePool, endPool, isLiving, type Pool, reprovision, withUpdate } from "./pools";
import type { Program } from "./programs";
import { type RenewalAction, withRenewalAction } from "./renewal-actions";
import { found, revised, type Site, statusChanged } from "./site";

/**
 * documented: gives each pool the credits of its configuration, by a job; pools are RENEWING meanwhile.
 * assumed (renew-again): the same key again answers the same job, without effect. assumed (renew-paused, renew-ended, renew-in-transition, renewal-in-progress): of programs that are not ACTIVE.
 */
export function renewProgram(site: Site, id: string, idempotencyKey: string): Job {
  const program = found(site, site.programs, id);
  const earlier = site.jobs
    .find("idempotencyKey", `${id}/${idempotencyKey}`)
    .find(({ work }) => work.kind === "RENEW_POOLS");
  if (earlier && site.assumes("renew-again", "same-job")) return earlier;
  if (earlier) throw alreadyExecuted(idempotencyKey);
  const pools = isRenewable(site, program) ? site.pools.find("programId", id) : [];
  const renewable = pools.filter((pool) => isLiving(pool) && pool.status !== "PROVISIONING");
  const actions = Object.fromEntries(
    renewable.flatMap((pool) => (pool.renewalAction ? [[pool.id, pool.renewalAction]] : [])),
  );
  for (const pool of renewable) beginRenewal(site, pool);
  const poolIds = renewable.map((pool) => pool.id);
  return schedule(site, { kind: "RENEW_POOLS", programId: id, poolIds, idempotencyKey, actions });
}

/** documented: what waited for the renewal when it was asked for happens now. assumed (next-renewal-add): and PENDING pools begin. */
export function finishRenewal(site: Site, pool: Pool, action: RenewalAction | undefined): void {
  if (pool.status === "PROVISIONING") activatePool(site, pool);
  const isQueued = isAtRest(pool) && site.assumes("renewal-in-progress", "queued");
  if (pool.status !== "RENEWING" && !isQueued) return;
  if (action?.type === "END") endPool(site, pool);
  else {
    const during = isQueued ? renewing(site, pool) : pool;
    renewBalance(site, site.pools.put(renewed(site, during, action)));
  }
}

/** typings: RENEWING, a short-lived status. A pure step. */
export function renewing(site: Site, pool: Pool): Pool {
  return { ...statusChanged(site, pool), status: "RENEWING", previousStatus: pool.status };
}

/** documented: `renewalCount` goes up, and the UPDATE that waited is applied; the pool is again what it was. A pure step. */
export function renewed(site: Site, pool: Pool, action: RenewalAction | undefined): Pool {
  const updated = action?.type === "UPDATE" ? withUpdate(site, pool, action) : pool;
  return {
    ...revised(site, updated),
    status: pool.previousStatus ?? "ACTIVE",
    previousStatus: "RENEWING",
    renewalCount: pool.renewalCount + 1,
  };
}

/** documented: what waited for the renewal goes with it; what is asked for from now on waits for the next. A pure step. */
export function withoutAction(pool: Pool): Pool {
  return { ...pool, renewalAction: undefined };
}

/** typings: the statuses of a pool that do not pass by themselves, and in which it can be renewed. */
export function isAtRest({ status }: Pool): boolean {
  return status === "ACTIVE" || status === "PAUSED";
}

function beginRenewal(site: Site, pool: Pool): void {
  if (pool.status === "PENDING") reprovision(site, pool);
  else if (isAtRest(pool)) site.pools.put(withoutAction(renewing(site, pool)));
  else if (pool.renewalAction) withRenewalAction(site, pool, undefined);
}

function isRenewable(site: Site, program: Program): boolean {
  if (program.status === "ENDED") {
    if (site.assumes("renew-ended", "ignored")) return false;
    throw transitionNotAllowed("ENDED", "ACTIVE");
  }
  if (isUnsettled(program)) {
    if (site.assumes("renew-in-transition", "ignored")) return false;
    throw inProgress(program);
  }
  const isPaused = program.status === "PAUSED";
  if (isPaused && site.assumes("renew-paused", "refused")) {
    throw transitionNotAllowed("PAUSED", "ACTIVE");
  }
  const isBusy = isRenewing(site, program.id) && site.assumes("renewal-in-progress", "refused");
  if (isBusy) throw inProgress(program);
  return true;
}
