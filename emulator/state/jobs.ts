import type { Details } from "./details";
import type { Site } from "./site";

/** What a job does when it is due. Ids are taken when it is scheduled: it reaches what was there then. */
export type Work =
  | { kind: "START_POOLS"; programId?: string; poolIds: readonly string[] }
  | { kind: "UPDATE_POOLS"; poolIds: readonly string[]; update: PoolUpdate }
  | { kind: "END_POOLS"; poolIds: readonly string[] };

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
  status: "INITIALIZED" | "FINISHED";
  work: Work;
}

export const jobIndexes = { status: (job: Job) => job.status };

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
