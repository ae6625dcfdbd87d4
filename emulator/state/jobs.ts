import type { Details } from "./details";
import type { RenewalAction } from "./renewal-actions";
import type { Site } from "./site";

/**
 * What a job does when it is due: what it was asked for, to what was there when it was asked. So ids, and what waited for
 * a renewal, are taken when it is scheduled; and jobs run in the order in which they were. What came meanwhile is later.
 */
export type Work =
  | { kind: "START_POOLS"; programId?: string; poolIds: readonly string[] }
  | { kind: "UPDATE_POOLS"; poolIds: readonly string[]; update: PoolUpdate }
  | { kind: "END_POOLS"; poolIds: readonly string[] }
  | {
      kind: "CHANGE_STATUS";
      programId: string;
      poolIds: readonly string[];
      status: "ACTIVE" | "PAUSED" | "ENDED";
      idempotencyKey?: string;
    }
  | {
      kind: "SETTLE_TRANSACTION";
      poolIds: readonly string[];
      transactionId: string;
    }
  | {
      kind: "RENEW_POOLS";
      programId: string;
      poolIds: readonly string[];
      idempotencyKey: string;
      /** What waited for this renewal, by pool. */
      actions?: Readonly<Record<string, RenewalAction>>;
    }
  | { kind: "DELETE_ITEMS"; itemIds: readonly string[] };

/** What an update of a pool definition does to its pools; fields that were not updated are missing. */
export interface PoolUpdate {
  poolDefinitionRevision: string;
  updateOptions: PoolUpdateOptions;
}

export interface PoolUpdateOptions {
  details?: Details;
  displayName?: string;
  description?: string;
}

export interface Job {
  id: string;
  createdDate: string;
  dueDate: string;
  /** When delays run on real time. */
  realDueDate?: string;
  finishedDate?: string;
  status: "INITIALIZED" | "FINISHED" | "FAILED";
  work: Work;
}

export const jobIndexes = {
  /** What a program's keys were used for. */
  idempotencyKey: ({ work }: Job) =>
    "idempotencyKey" in work && work.idempotencyKey !== undefined
      ? `${work.programId}/${work.idempotencyKey}`
      : undefined,
  /** Pools that the job ends. */
  endingPoolId: ({ work, status }: Job) => (status === "INITIALIZED" ? endedBy(work) : undefined),
  renewingProgramId: ({ work, status }: Job) =>
    work.kind === "RENEW_POOLS" && status === "INITIALIZED" ? work.programId : undefined,
};

/** documented: provisioning and cascades are async jobs. Due after the site's delay (0: at the next request). */
export function schedule(site: Site, work: Work): Job {
  const after = (time: number) => new Date(time + site.delayMs).toISOString();
  return site.jobs.put({
    id: site.store.newId(),
    createdDate: site.store.now,
    dueDate: after(Date.parse(site.store.now)),
    realDueDate: site.delays === "real" ? after(site.store.realTime) : undefined,
    status: "INITIALIZED",
    work,
  });
}

/** assumed (cascades-meet): whether a job is waiting that ends the pool; what is asked for now comes after its end. */
export function isEnding(site: Site, poolId: string): boolean {
  return site.jobs.count("endingPoolId", poolId) > 0;
}

/** assumed (renewal-in-progress): whether a renewal of the program has begun and not finished. */
export function isRenewing(site: Site, programId: string): boolean {
  return site.jobs.count("renewingProgramId", programId) > 0;
}

/**
 * documented: id, status, counters and metadata of an async job. assumed (async-job-processing, async-job-counters,
 * async-job-metadata): when it is PROCESSING, that the items are pools, or what is deleted, and what the metadata holds.
 */
export function presentJob(site: Site, job: Job) {
  const { length: items } = "poolIds" in job.work ? job.work.poolIds : job.work.itemIds;
  const { id, createdDate, finishedDate } = job;
  const counters = {
    itemsToProcess: items,
    itemsSucceeded: job.status === "FINISHED" ? items : 0,
    itemsFailed: job.status === "FAILED" ? items : 0,
  };
  const status = job.status === "INITIALIZED" ? unfinishedStatus(site, job) : job.status;
  const metadata = site.assumes("async-job-metadata", "empty") ? {} : undefined;
  return { id, metadata, createdDate, updatedDate: finishedDate ?? createdDate, status, counters };
}

function endedBy(work: Work): readonly string[] {
  if (work.kind === "END_POOLS") return work.poolIds;
  if (work.kind !== "RENEW_POOLS") return [];
  return work.poolIds.filter((id) => work.actions?.[id]?.type === "END");
}

function unfinishedStatus(site: Site, { createdDate, dueDate, realDueDate }: Job) {
  const [due, now] = realDueDate
    ? [realDueDate, site.store.realTime]
    : [dueDate, site.store.clock()];
  const half = (Date.parse(dueDate) - Date.parse(createdDate)) / 2;
  const isSecondHalf = now >= Date.parse(due) - half;
  const isProcessing = isSecondHalf && site.assumes("async-job-processing", "second-half");
  return isProcessing ? "PROCESSING" : "INITIALIZED";
}
