import { removeItem } from "./items";
import type { Job, Work } from "./jobs";
import { settle } from "./ledger";
import { finishStatusChange } from "./lifecycle";
import { activatePool, endPool, type Pool, updateFromDefinition } from "./pools";
import { activateProgram } from "./programs";
import { finishRenewal } from "./renewals";
import { found, type Site } from "./site";

/**
 * documented: short-lived states pass by themselves. Runs what is due, in order, each job in a transaction of its own
 * and at its own due time. Called before each request, so that what a request sees does not depend on who looked before.
 */
export function runDueJobs(site: Site): void {
  const { store, schedule, delays } = site;
  const isReal = delays === "real";
  for (;;) {
    const next = schedule.dueBy(isReal ? store.realTime : store.clock());
    if (!next) return;
    const at = isReal ? store.emulated(next.due) : next.due;
    store.transact(() => finish(site, next.job), at);
  }
}

/** documented: FINISHED, or FAILED without effect: a job that cannot be done is not what a request is answered with. */
function finish(site: Site, job: Job): void {
  const done = (status: "FINISHED" | "FAILED") =>
    site.jobs.put({ ...job, status, finishedDate: site.store.now });
  try {
    site.store.attempt(() => run(site, job));
  } catch (error) {
    console.error(error);
    done("FAILED");
    return;
  }
  done("FINISHED");
}

function run(site: Site, job: Job): void {
  const pools = poolsOf(site, job.work);
  switch (job.work.kind) {
    case "START_POOLS":
      for (const pool of pools) activatePool(site, pool);
      if (job.work.programId) activateProgram(site, found(site, site.programs, job.work.programId));
      break;
    case "UPDATE_POOLS":
      for (const pool of pools) updateFromDefinition(site, pool, job.work.update);
      break;
    case "END_POOLS":
      for (const pool of pools) endPool(site, pool);
      break;
    case "CHANGE_STATUS":
      finishStatusChange(site, found(site, site.programs, job.work.programId), job.work.status);
      break;
    case "RENEW_POOLS":
      for (const pool of pools) finishRenewal(site, pool, job.work.actions?.[pool.id]);
      break;
    case "DELETE_ITEMS":
      for (const id of job.work.itemIds) {
        const item = site.items.get(id);
        if (item) removeItem(site, item);
      }
      break;
    case "SETTLE_TRANSACTION":
      settle(site, job.work.transactionId);
      break;
  }
}

function poolsOf(site: Site, work: Work): Pool[] {
  return ("poolIds" in work ? work.poolIds : []).map((id) => found(site, site.pools, id));
}
