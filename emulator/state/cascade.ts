import { invalid } from "../refusal";
import type { Cascade } from "../shapes";
import { isEnding, type PoolUpdateOptions, schedule } from "./jobs";
import type { PoolDefinition } from "./pool-definitions";
import { isLiving, type Pool, reprovision, startPool } from "./pools";
import type { Program } from "./programs";
import { pendingUpdate, withoutEnd, withoutPending, withRenewalAction } from "./renewal-actions";
import type { Site } from "./site";

/** A cascade that can be carried out. */
export type LiveCascade = Exclude<Cascade, "UNKNOWN_CASCADE">;

/** documented: the two rules, as validation errors (typings). `field` is where the request carries it. */
export function requiredCascade(given: Cascade | undefined, field = "cascade"): LiveCascade {
  if (given === undefined) {
    const description = "Cascade value wasn't specified. Provide a cascade value.";
    throw invalid({ field, description, violatedRule: "OTHER", ruleName: "cascade_is_required" });
  }
  if (given === "UNKNOWN_CASCADE") {
    const description = "Cascade value isn't supported. Provide a supported cascade value.";
    const ruleName = "cascade_value_not_supported";
    throw invalid({ field, description, violatedRule: "OTHER", ruleName });
  }
  return given;
}

/** assumed (delete-program-definition-cascade): what deleting a program definition does when nothing is said. */
export function deletionCascade(site: Site, given: Cascade | undefined): LiveCascade {
  if (given !== undefined) return requiredCascade(given, "cascadeType");
  const choices = ["IMMEDIATELY", "NEXT_RENEWAL", "FUTURE_PROVISIONS"] as const;
  const choice = choices.find((value) => site.assumes("delete-program-definition-cascade", value));
  return choice ?? "FUTURE_PROVISIONS";
}

/**
 * documented: IMMEDIATELY gives existing programs a pool, FUTURE_PROVISIONS does not.
 * assumed (next-renewal-add, cascade-reaches, readded-pool-definition): a PENDING pool at NEXT_RENEWAL, and who gets one.
 * A pool whose end was asked for before is gone already, though its job has not run: the program gets another.
 */
export function cascadeAddition(
  site: Site,
  poolDefinition: PoolDefinition,
  programDefinitionId: string,
  cascade: LiveCascade,
): void {
  if (cascade === "FUTURE_PROVISIONS") return;
  const status = cascade === "IMMEDIATELY" ? "PROVISIONING" : "PENDING";
  const programs = site.programs.find("programDefinitionId", programDefinitionId);
  const started = programs
    .filter((program) => isReached(site, program))
    .flatMap((program) => {
      const existing = lastingPool(site, program, poolDefinition.id);
      if (!existing || site.assumes("readded-pool-definition", "second-pool")) {
        return startPool(site, { program, poolDefinition, status, origin: "CASCADE" });
      }
      const kept = withoutEnd(site, existing);
      const begins = kept.status === "PENDING" && status === "PROVISIONING";
      return begins ? reprovision(site, kept) : [];
    });
  const poolIds = started.map((pool) => pool.id);
  if (status === "PROVISIONING" && poolIds.length > 0) {
    schedule(site, { kind: "START_POOLS", poolIds });
  }
}

/**
 * documented: IMMEDIATELY ends the pools, NEXT_RENEWAL leaves them a renewal action END, FUTURE_PROVISIONS leaves them.
 * Without a program definition (deletion of the pool definition) it reaches all its pools. A PENDING pool, which
 * would begin at the renewal that is to end it, ends IMMEDIATELY: assumed (next-renewal-add).
 */
export function cascadeRemoval(
  site: Site,
  poolDefinition: PoolDefinition,
  programDefinitionId: string | undefined,
  cascade: LiveCascade,
): void {
  const pools = livingPools(site, poolDefinition.id).filter(
    (pool) => programDefinitionId === undefined || pool.programDefinitionId === programDefinitionId,
  );
  if (cascade === "FUTURE_PROVISIONS") return;
  const isNow = (pool: Pool) => cascade === "IMMEDIATELY" || pool.status === "PENDING";
  const poolIds = pools.filter(isNow).map((pool) => pool.id);
  if (poolIds.length > 0) schedule(site, { kind: "END_POOLS", poolIds });
  const action = { type: "END", poolDefinitionRevision: poolDefinition.revision } as const;
  for (const pool of pools) if (!isNow(pool)) withRenewalAction(site, pool, action);
}

/**
 * documented: IMMEDIATELY updates the pools, NEXT_RENEWAL leaves them a renewal action UPDATE, FUTURE_PROVISIONS
 * leaves them. Only the fields that were updated are passed on. A pending END stays. A PENDING pool has no renewal to
 * wait for, so that NEXT_RENEWAL updates it too: assumed (next-renewal-add).
 */
export function cascadeUpdate(
  site: Site,
  poolDefinition: PoolDefinition,
  updateOptions: PoolUpdateOptions,
  cascade: LiveCascade,
): void {
  const isEmpty = Object.values(updateOptions).every((field) => field === undefined);
  if (isEmpty || cascade === "FUTURE_PROVISIONS") return;
  const update = { poolDefinitionRevision: poolDefinition.revision, updateOptions };
  const isNow = (pool: Pool) => cascade === "IMMEDIATELY" || pool.status === "PENDING";
  const pools = livingPools(site, poolDefinition.id);
  const poolIds = pools.filter(isNow).map((pool) => pool.id);
  if (poolIds.length > 0) schedule(site, { kind: "UPDATE_POOLS", poolIds, update });
  for (const pool of pools) {
    if (isNow(pool)) withoutPending(site, pool, updateOptions);
    else if (pool.renewalAction?.type !== "END") {
      withRenewalAction(site, pool, pendingUpdate(pool, update));
    }
  }
}

function livingPools(site: Site, poolDefinitionId: string): Pool[] {
  return site.pools.find("poolDefinitionId", poolDefinitionId).filter(isLiving);
}

/** A pool that lives, and that nothing which was asked for before is about to end. */
function lastingPool(site: Site, program: Program, poolDefinitionId: string): Pool | undefined {
  return site.pools
    .find("programId", program.id)
    .filter((pool) => pool.poolDefinitionId === poolDefinitionId && isLiving(pool))
    .find((pool) => !isEnding(site, pool.id));
}

/** assumed (cascade-reaches): an ended program gets no pools, a paused one does. */
function isReached(site: Site, program: Program): boolean {
  const status = program.targetStatus ?? program.status;
  return site.assumes("cascade-reaches", "active") ? status === "ACTIVE" : status !== "ENDED";
}
