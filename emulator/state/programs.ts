import { invalid, refusal } from "../refusal";
import type { Beneficiary, ExtendedFields } from "../shapes";
import { schedule } from "./jobs";
import type { PoolDefinition } from "./pool-definitions";
import { startPool } from "./pools";
import { checkExternalId } from "./program-definitions";
import {
  checkRevision,
  found,
  fresh,
  notFound,
  patched,
  referenced,
  type Revised,
  revised,
  type Site,
  statusChanged,
} from "./site";

export type ProgramStatus =
  "ACTIVE" | "PAUSED" | "ENDED" | "PROVISIONING" | "PAUSING" | "RESUMING" | "ENDING";

export interface Program extends Revised {
  programDefinitionId?: string;
  programDefinition?: { id: string; externalId: string };
  status: ProgramStatus;
  targetStatus?: ProgramStatus;
  beneficiary: Beneficiary;
  displayName?: string;
  namespace: string;
  extendedFields?: ExtendedFields;
  externalId: string;
}

export interface ProvisionRequest {
  poolDefinitionLookupId: { poolDefinitionId?: string; programDefinitionId?: string };
  beneficiary: Beneficiary;
  programStatus?: "ACTIVE" | "PAUSED";
  namespace: string;
  displayName?: string;
  externalProgramId: string;
}

export interface ProgramChange {
  revision?: string;
  displayName?: string | null;
  extendedFields?: ExtendedFields | null;
}

export const programIndexes = {
  externalId: (program: Program) => program.externalId,
  namespace: (program: Program) => program.namespace,
  programDefinitionId: (program: Program) => program.programDefinitionId,
};

/** documented: answers at once with a job; program and pools are PROVISIONING until it has run. */
export function provisionProgram(site: Site, request: ProvisionRequest) {
  checkExternalId(site, request.externalProgramId, "externalProgramId");
  const existing = findByExternalId(site, request.namespace, request.externalProgramId);
  if (existing) checkRepeatable(site, existing, request);
  const source = sourceOf(site, request);
  const program = site.programs.put({
    ...(existing ? revised(site, existing) : fresh(site)),
    programDefinitionId: source.programDefinition?.id,
    programDefinition: source.programDefinition,
    status: "PROVISIONING",
    targetStatus: request.programStatus ?? "ACTIVE",
    beneficiary: request.beneficiary,
    displayName: request.displayName,
    namespace: request.namespace,
    extendedFields: existing?.extendedFields,
    externalId: request.externalProgramId,
  });
  const pools = source.poolDefinitions.map((poolDefinition) =>
    startPool(site, { program, poolDefinition, status: "PROVISIONING", origin: "PROVISION" }),
  );
  const poolIds = pools.map((pool) => pool.id);
  const job = schedule(site, { kind: "START_POOLS", programId: program.id, poolIds });
  return { jobId: job.id, program };
}

/** documented: after PROVISIONING the program has the status that was asked for. */
export function activateProgram(site: Site, program: Program): void {
  if (program.status !== "PROVISIONING") return;
  const status = program.targetStatus ?? "ACTIVE";
  site.programs.put({ ...statusChanged(site, program), status, targetStatus: undefined });
}

/** typings: displayName and extendedFields; the rest is read-only and ignored. */
export function updateProgram(site: Site, id: string, change: ProgramChange): Program {
  const current = found(site, site.programs, id);
  checkRevision(site, current, change.revision, "program.revision");
  return site.programs.put({
    ...revised(site, current),
    displayName: patched(site, current.displayName, change.displayName),
    extendedFields: patched(site, current.extendedFields, change.extendedFields),
  });
}

/** documented: 404 when the namespace has no such externalId. */
export function getProgramByExternalId(site: Site, namespace: string, externalId: string) {
  checkExternalId(site, externalId, "externalId");
  const program = findByExternalId(site, namespace, externalId);
  if (!program) throw notFound(site, `Program ${namespace}/${externalId} not found`);
  return program;
}

/**
 * documented: IN_PROGRESS while the job runs, then PROGRAM_ALREADY_EXISTS "with pools".
 * assumed (program-without-pools): one without pools may be tried again, if it is the same request. Not one that ended
 * or is about to: there is no way back (documented).
 */
function checkRepeatable(site: Site, existing: Program, request: ProvisionRequest): void {
  const { externalProgramId, namespace } = request;
  const data = { externalProgramId, namespace };
  if (existing.status === "PROVISIONING") {
    throw refusal(409, "IN_PROGRESS", "Program creation is in progress.", data);
  }
  const isSame =
    JSON.stringify(existing.beneficiary) === JSON.stringify(request.beneficiary) &&
    existing.programDefinitionId === request.poolDefinitionLookupId.programDefinitionId;
  const isEmpty = site.pools.count("programId", existing.id) === 0;
  const isAtRest = existing.status === "ACTIVE" || existing.status === "PAUSED";
  if (isSame && isEmpty && isAtRest && site.assumes("program-without-pools", "retried")) return;
  throw refusal(409, "PROGRAM_ALREADY_EXISTS", "Program already exists with pools.", data);
}

interface Source {
  programDefinition?: { id: string; externalId: string };
  poolDefinitions: readonly PoolDefinition[];
}

/** documented: from a program definition a pool for each of its pool definitions, else one pool. */
function sourceOf(site: Site, { poolDefinitionLookupId, namespace }: ProvisionRequest): Source {
  const { programDefinitionId, poolDefinitionId = "" } = poolDefinitionLookupId;
  const path = "poolDefinitionLookupId";
  if (programDefinitionId === undefined) {
    const target = { id: poolDefinitionId, namespace, field: `${path}.poolDefinitionId` };
    const poolDefinition = referenced(site, site.poolDefinitions, target);
    checkUngrouped(site, poolDefinition, target.field);
    return { poolDefinitions: [poolDefinition] };
  }
  const target = { id: programDefinitionId, namespace, field: `${path}.programDefinitionId` };
  const { id, externalId } = referenced(site, site.programDefinitions, target);
  const poolDefinitions = site.poolDefinitions.find("programDefinitionIds", id);
  return { programDefinition: { id, externalId }, poolDefinitions };
}

/** typings: "should test if it's part of a package. If it is, reject the request". assumed (grouped-pool-definition): status and body. */
function checkUngrouped(site: Site, poolDefinition: PoolDefinition, field: string): void {
  if (poolDefinition.programDefinitionIds.length === 0) return;
  const description =
    "Pool definitions assigned to a program definition cannot be provisioned individually";
  if (site.assumes("grouped-pool-definition", "validation")) {
    throw invalid({ field, description, violatedRule: "VALIDATION" });
  }
  const status = site.assumes("grouped-pool-definition", "precondition") ? 428 : 400;
  const data = { poolDefinitionId: poolDefinition.id };
  throw refusal(status, "INVALID_POOL_DEFINITION_REFERENCE", description, data);
}

function findByExternalId(site: Site, namespace: string, externalId: string) {
  return site.programs
    .find("externalId", externalId)
    .find((program) => program.namespace === namespace);
}
