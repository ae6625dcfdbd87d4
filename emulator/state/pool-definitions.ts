import { invalid, refusal } from "../refusal";
import type { Cascade, ExtendedFields } from "../shapes";
import {
  cascadeAddition,
  cascadeRemoval,
  cascadeUpdate,
  type LiveCascade,
  requiredCascade,
} from "./cascade";
import { changedDetails, type Details, type GivenDetails, itemSetsOf, newDetails } from "./details";
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
} from "./site";

export interface PoolDefinition extends Revised {
  namespace: string;
  displayName?: string;
  description?: string;
  details: Details;
  programDefinitionIds: readonly string[];
  extendedFields?: ExtendedFields;
}

export interface NewPoolDefinition {
  namespace: string;
  displayName?: string;
  description?: string;
  details: GivenDetails;
  programDefinitionIds?: readonly string[];
  extendedFields?: ExtendedFields;
}

export interface PoolDefinitionChange {
  revision?: string;
  displayName?: string | null;
  description?: string | null;
  details?: GivenDetails;
  programDefinitionIds?: readonly string[];
  extendedFields?: ExtendedFields | null;
  /** Of an update with a mask: fields of the details that are not there were meant to be gone. */
  isMasked?: boolean;
}

export const poolDefinitionIndexes = {
  namespace: (definition: PoolDefinition) => definition.namespace,
  programDefinitionIds: (definition: PoolDefinition) => definition.programDefinitionIds,
  "details.benefits.itemSetId": (definition: PoolDefinition) => itemSetsOf(definition.details),
};

/** typings: at most 20 program definitions. */
const programDefinitionsMax = 20;

/** typings: many new ones have one cascade, that of the request. It is required when one of them needs it. */
export function checkCascadeOfNew(given: readonly NewPoolDefinition[], cascade?: Cascade): void {
  const isMember = ({ programDefinitionIds = [] }: NewPoolDefinition) =>
    programDefinitionIds.length > 0;
  if (given.some(isMember)) requiredCascade(cascade);
}

/** typings: the cascade is required when program definitions are given; then it is as adding it to each. */
export function createPoolDefinition(site: Site, given: NewPoolDefinition, cascade?: Cascade) {
  const programDefinitionIds = [...new Set(given.programDefinitionIds)];
  const addition = programDefinitionIds.length > 0 ? requiredCascade(cascade) : undefined;
  const field = "poolDefinition.programDefinitionIds";
  for (const id of programDefinitionIds) {
    referenced(site, site.programDefinitions, { id, namespace: given.namespace, field });
  }
  const created = site.poolDefinitions.put({
    ...given,
    ...fresh(site),
    details: newDetails(site, given.details, "poolDefinition.details"),
    programDefinitionIds,
  });
  for (const id of programDefinitionIds) {
    if (addition) cascadeAddition(site, created, id, addition);
  }
  return created;
}

/**
 * typings: displayName, description, details, extendedFields, programDefinitionIds; one revision further.
 * assumed (update-cascade-required, update-program-definition-ids): when a cascade is needed, and what ids do.
 */
export function updatePoolDefinition(
  site: Site,
  id: string,
  change: PoolDefinitionChange,
  given?: Cascade,
) {
  const isRequired =
    site.assumes("update-cascade-required", "always") || change.details !== undefined;
  const cascade = isRequired || given ? requiredCascade(given) : "FUTURE_PROVISIONS";
  const current = found(site, site.poolDefinitions, id);
  checkRevision(site, current, change.revision, "poolDefinition.revision");
  const ids = newProgramDefinitionIds(site, current, change);
  const path = "poolDefinition.details";
  const updated = site.poolDefinitions.put({
    ...revised(site, current),
    displayName: patched(site, current.displayName, change.displayName),
    description: patched(site, current.description, change.description),
    details: change.details
      ? changedDetails(site, current.details, change.details, { ...change, path })
      : current.details,
    programDefinitionIds: ids,
    extendedFields: patched(site, current.extendedFields, change.extendedFields),
  });
  cascadeMembership(site, current, updated, cascade);
  cascadeUpdate(site, updated, passedOn(change, updated), cascade);
  return updated;
}

/** documented: the cascade is required; existing pools are dealt with as when it is removed everywhere. */
export function deletePoolDefinition(site: Site, id: string, given: Cascade | undefined): void {
  const cascade = requiredCascade(given);
  const current = found(site, site.poolDefinitions, id);
  cascadeRemoval(site, current, undefined, cascade);
  site.poolDefinitions.delete(id);
}

/** documented: other program definitions are not affected. assumed (add-again): adding twice. */
export function addPoolDefinitionToProgramDefinition(
  site: Site,
  { poolDefinitionId, programDefinitionId, cascade: given }: Membership,
) {
  const cascade = requiredCascade(given);
  const current = found(site, site.poolDefinitions, poolDefinitionId);
  const { namespace } = current;
  const field = "programDefinitionId";
  referenced(site, site.programDefinitions, { id: programDefinitionId, namespace, field });
  if (current.programDefinitionIds.includes(programDefinitionId)) {
    return repeated(site, current, "is in the program definition already");
  }
  const programDefinitionIds = [...current.programDefinitionIds, programDefinitionId];
  checkMembershipSize(programDefinitionIds, field);
  const updated = site.poolDefinitions.put({ ...revised(site, current), programDefinitionIds });
  cascadeAddition(site, updated, programDefinitionId, cascade);
  return updated;
}

/** documented: the pool definition stays usable. assumed (add-again): removing what is not in it. */
export function removePoolDefinitionFromProgramDefinition(
  site: Site,
  { poolDefinitionId, programDefinitionId, cascade: given }: Membership,
) {
  const cascade = requiredCascade(given);
  const current = found(site, site.poolDefinitions, poolDefinitionId);
  const { namespace } = current;
  const field = "programDefinitionId";
  referenced(site, site.programDefinitions, { id: programDefinitionId, namespace, field });
  if (!current.programDefinitionIds.includes(programDefinitionId)) {
    return repeated(site, current, "is not in the program definition");
  }
  return leaveProgramDefinition(site, current, programDefinitionId, cascade);
}

/** documented: all pool definitions of a program definition. assumed (find-unknown-program-definition): an unknown one has none. */
export function findPoolDefinitionsByProgramDefinition(
  site: Site,
  programDefinitionId: string,
  namespace: string,
) {
  const programDefinition = site.programDefinitions.get(programDefinitionId);
  if (!programDefinition && site.assumes("find-unknown-program-definition", "not-found")) {
    throw notFound(site, `Program definition ${programDefinitionId} not found`);
  }
  return site.poolDefinitions
    .find("programDefinitionIds", programDefinitionId)
    .filter((poolDefinition) => poolDefinition.namespace === namespace);
}

/** documented: membership is stored on the pool definition, so leaving is an update of it, with its cascade. */
export function leaveProgramDefinition(
  site: Site,
  poolDefinition: PoolDefinition,
  programDefinitionId: string,
  cascade: LiveCascade,
) {
  const programDefinitionIds = without(poolDefinition.programDefinitionIds, [programDefinitionId]);
  const updated = site.poolDefinitions.put({
    ...revised(site, poolDefinition),
    programDefinitionIds,
  });
  cascadeRemoval(site, updated, programDefinitionId, cascade);
  return updated;
}

/** typings: `programDefinitions` is a read-only enrichment: id, externalId and (internal) name and description. */
export function presentPoolDefinition(site: Site, poolDefinition: PoolDefinition) {
  const programDefinitions = poolDefinition.programDefinitionIds.flatMap((programDefinitionId) => {
    const programDefinition = site.programDefinitions.get(programDefinitionId);
    if (!programDefinition) return [];
    const { id, externalId, displayName, description } = programDefinition;
    return { id, externalId, displayName, description };
  });
  return { ...poolDefinition, programDefinitions };
}

interface Membership {
  poolDefinitionId: string;
  programDefinitionId: string;
  cascade?: Cascade;
}

/** assumed (update-program-definition-ids): ids in an update are the new membership. */
function newProgramDefinitionIds(
  site: Site,
  current: PoolDefinition,
  change: PoolDefinitionChange,
) {
  const isIgnored = site.assumes("update-program-definition-ids", "ignored");
  if (change.programDefinitionIds === undefined || isIgnored) return current.programDefinitionIds;
  const ids = [...new Set(change.programDefinitionIds)];
  const field = "poolDefinition.programDefinitionIds";
  for (const id of without(ids, current.programDefinitionIds)) {
    referenced(site, site.programDefinitions, { id, namespace: current.namespace, field });
  }
  return ids;
}

/** documented: table of cascades, for membership that an update changed. */
function cascadeMembership(
  site: Site,
  before: PoolDefinition,
  after: PoolDefinition,
  cascade: LiveCascade,
) {
  for (const id of without(after.programDefinitionIds, before.programDefinitionIds)) {
    cascadeAddition(site, after, id, cascade);
  }
  for (const id of without(before.programDefinitionIds, after.programDefinitionIds)) {
    cascadeRemoval(site, after, id, cascade);
  }
}

/** What pools take over: only what the update names. A cleared text is passed on as "". */
function passedOn(change: PoolDefinitionChange, updated: PoolDefinition) {
  return {
    details: change.details && updated.details,
    displayName: change.displayName === undefined ? undefined : (updated.displayName ?? ""),
    description: change.description === undefined ? undefined : (updated.description ?? ""),
  };
}

/** assumed (add-again): nothing happens, or it is refused. */
function repeated(site: Site, current: PoolDefinition, how: string): PoolDefinition {
  if (site.assumes("add-again", "unchanged")) return current;
  throw refusal(409, "ALREADY_EXECUTED", `Pool definition ${current.id} ${how}`);
}

function checkMembershipSize(ids: readonly string[], field: string): void {
  if (ids.length <= programDefinitionsMax) return;
  throw invalid({
    field,
    description: `size must be <= ${programDefinitionsMax}`,
    violatedRule: "MAX_SIZE",
    data: { threshold: programDefinitionsMax },
  });
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  return ids.filter((id) => !others.includes(id));
}
