import type { Beneficiary, ExtendedFields } from "../shapes";
import { changedDetails, type Details, type GivenDetails } from "./details";
import type { PoolUpdate } from "./jobs";
import { adjustToDetails, openBalance } from "./ledger";
import type { PoolDefinition } from "./pool-definitions";
import type { Program } from "./programs";
import type { RenewalAction } from "./renewal-actions";
import {
  checkRevision,
  found,
  fresh,
  patched,
  type Revised,
  revised,
  type Site,
  statusChanged,
} from "./site";

export type PoolStatus = "ACTIVE" | "PAUSED" | "ENDED" | "PROVISIONING" | "RENEWING" | "PENDING";

export interface Pool extends Revised {
  poolDefinitionId: string;
  programDefinitionId?: string;
  programId: string;
  status: PoolStatus;
  previousStatus?: PoolStatus;
  origin: "PROVISION" | "CASCADE";
  beneficiary: Beneficiary;
  details: Details;
  displayName?: string;
  description?: string;
  namespace: string;
  extendedFields?: ExtendedFields;
  poolDefinitionRevision: string;
  renewalCount: number;
  renewalAction?: RenewalAction;
}

export interface PoolChange {
  revision?: string;
  displayName?: string | null;
  description?: string | null;
  details?: GivenDetails;
  extendedFields?: ExtendedFields | null;
  /** Of an update with a mask: fields of the details that are not there were meant to be gone. */
  isMasked?: boolean;
}

export const poolIndexes = {
  namespace: (pool: Pool) => pool.namespace,
  poolDefinitionId: (pool: Pool) => pool.poolDefinitionId,
  programDefinitionId: (pool: Pool) => pool.programDefinitionId,
  programId: (pool: Pool) => pool.programId,
  "beneficiary.memberId": (pool: Pool) => pool.beneficiary.memberId,
  "details.benefits.itemSetId": (pool: Pool) =>
    pool.details.benefits?.map(({ itemSetId }) => itemSetId),
};

interface Start {
  program: Program;
  poolDefinition: PoolDefinition;
  status: "PROVISIONING" | "PENDING";
  origin: Pool["origin"];
}

/** documented: a pool is a copy of the details of its pool definition at this revision. */
export function startPool(site: Site, { program, poolDefinition, status, origin }: Start): Pool {
  const pool = site.pools.put({
    ...fresh(site),
    poolDefinitionId: poolDefinition.id,
    programDefinitionId: program.programDefinitionId,
    programId: program.id,
    status,
    origin,
    beneficiary: program.beneficiary,
    details: poolDefinition.details,
    displayName: poolName(site, poolDefinition.displayName),
    description: poolDefinition.description,
    namespace: program.namespace,
    poolDefinitionRevision: poolDefinition.revision,
    renewalCount: 0,
  });
  return status === "PROVISIONING" ? withEarlyBalance(site, pool) : pool;
}

/** documented: PROVISIONING is short-lived; the pool then has the status of its program. assumed (balance-created): and its balance. */
export function activatePool(site: Site, pool: Pool): Pool {
  if (pool.status !== "PROVISIONING") return pool;
  const active = withStatus(site, pool, statusInProgram(site, pool));
  if (site.assumes("balance-created", "on-activation")) openBalance(site, active);
  return active;
}

/** documented: an ended pool can't be resumed; nothing is left to be done at a renewal. */
export function endPool(site: Site, pool: Pool): Pool {
  return isLiving(pool) ? withStatus(site, { ...pool, renewalAction: undefined }, "ENDED") : pool;
}

/**
 * assumed (readded-pool-definition, next-renewal-add): a PENDING pool begins when its pool definition is added
 * IMMEDIATELY, or at the renewal. PROVISIONING, like any that begins, until the job has run.
 */
export function reprovision(site: Site, pool: Pool): Pool {
  return withEarlyBalance(site, withStatus(site, pool, "PROVISIONING"));
}

/** documented: takes over what the pool definition's update names. assumed (credits-on-immediate-update): what that does to the balance. */
export function updateFromDefinition(site: Site, pool: Pool, update: PoolUpdate): void {
  if (!isLiving(pool)) return;
  const updated = site.pools.put(revised(site, withUpdate(site, pool, update)));
  if (site.assumes("credits-on-immediate-update", "difference")) {
    adjustToDetails(site, pool, updated);
  }
}

/**
 * typings: what the update names takes the place of what was there; "" clears a text. The revision never goes back: what
 * waited for the renewal may be older than what did not. A pure step.
 */
export function withUpdate(site: Site, pool: Pool, update: PoolUpdate): Pool {
  const { details, displayName, description } = update.updateOptions;
  const isNewer = BigInt(update.poolDefinitionRevision) > BigInt(pool.poolDefinitionRevision);
  const { poolDefinitionRevision } = isNewer ? update : pool;
  return {
    ...pool,
    details: details ?? pool.details,
    displayName:
      displayName === undefined ? pool.displayName : poolName(site, displayName || undefined),
    description: description === undefined ? pool.description : description || undefined,
    poolDefinitionRevision,
  };
}

/** typings: displayName, description, details and extendedFields; documented: credits change at the next renewal, not now. */
export function updatePool(site: Site, id: string, change: PoolChange): Pool {
  const current = found(site, site.pools, id);
  checkRevision(site, current, change.revision, "pool.revision");
  return site.pools.put({
    ...revised(site, current),
    displayName: patched(site, current.displayName, change.displayName),
    description: patched(site, current.description, change.description),
    details: change.details
      ? changedDetails(site, current.details, change.details, { ...change, path: "pool.details" })
      : current.details,
    extendedFields: patched(site, current.extendedFields, change.extendedFields),
  });
}

/** typings: `programDefinition` and `program` are read-only enrichments, as they are now. */
export function presentPool(site: Site, pool: Pool) {
  const program = site.programs.get(pool.programId);
  const definition = site.programDefinitions.get(pool.programDefinitionId ?? "");
  return {
    ...pool,
    programDefinition: program?.programDefinition && {
      ...program.programDefinition,
      displayName: definition?.displayName,
      description: definition?.description,
    },
    program: program && {
      id: program.id,
      externalId: program.externalId,
      displayName: program.displayName,
    },
  };
}

/** documented: ENDED is final; every other status can still change. */
export function isLiving(pool: Pool): boolean {
  return pool.status !== "ENDED";
}

/** typings: `previousStatus` is internal. assumed (status-change-revision): whether a new status is a new revision. */
export function withStatus(site: Site, pool: Pool, status: PoolStatus): Pool {
  const next = statusChanged(site, pool);
  return site.pools.put({ ...next, status, previousStatus: pool.status });
}

/**
 * documented: the status of the program, also the one it is on its way to. But the end: a pool that was to begin before
 * it was asked for does begin, and ends in its turn.
 */
function statusInProgram(site: Site, pool: Pool): PoolStatus {
  const { targetStatus, status } = found(site, site.programs, pool.programId);
  return (targetStatus ?? status) === "PAUSED" ? "PAUSED" : "ACTIVE";
}

/** assumed (balance-created): when a pool that begins has its balance. */
function withEarlyBalance(site: Site, pool: Pool): Pool {
  if (site.assumes("balance-created", "on-provision")) openBalance(site, pool);
  return pool;
}

/** typings: 64 characters, where a pool definition may have 128. assumed (long-pool-name): the rest is cut off. */
function poolName(site: Site, name: string | undefined): string | undefined {
  return site.assumes("long-pool-name", "whole") ? name : name?.slice(0, 64);
}
