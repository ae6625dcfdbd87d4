import { invalid, Refusal, refusal } from "../refusal";
import type { Cascade, ExtendedFields } from "../shapes";
import { deletionCascade } from "./cascade";
import { leaveProgramDefinition } from "./pool-definitions";
import {
  checkRevision,
  found,
  fresh,
  notFound,
  patched,
  type Revised,
  revised,
  type Site,
} from "./site";

export interface ProgramDefinition extends Revised {
  namespace: string;
  externalId: string;
  displayName?: string;
  description?: string;
  extendedFields?: ExtendedFields;
}

export interface NewProgramDefinition {
  namespace: string;
  externalId: string;
  displayName?: string;
  description?: string;
  extendedFields?: ExtendedFields;
}

export interface ProgramDefinitionChange {
  revision?: string;
  displayName?: string | null;
  description?: string | null;
  extendedFields?: ExtendedFields | null;
}

export const programDefinitionIndexes = {
  externalId: (definition: ProgramDefinition) => definition.externalId,
  namespace: (definition: ProgramDefinition) => definition.namespace,
};

/** observed: a second one with the same namespace and externalId already exists. assumed (duplicate-program-definition): 409 and its body. */
export function createProgramDefinition(site: Site, given: NewProgramDefinition) {
  checkExternalId(site, given.externalId, "programDefinition.externalId");
  if (findByExternalId(site, given.namespace, given.externalId)) {
    const description = "Entity already exists";
    const { externalId, namespace } = given;
    throw site.assumes("duplicate-program-definition", "plain")
      ? new Refusal(409, description)
      : refusal(409, "ALREADY_EXISTS", description, { externalId, namespace });
  }
  return site.programDefinitions.put({ ...given, ...fresh(site) });
}

/** typings: displayName, description and extendedFields can be updated; the rest is read-only and ignored. */
export function updateProgramDefinition(site: Site, id: string, change: ProgramDefinitionChange) {
  const current = found(site, site.programDefinitions, id);
  checkRevision(site, current, change.revision, "programDefinition.revision");
  return site.programDefinitions.put({
    ...revised(site, current),
    displayName: patched(site, current.displayName, change.displayName),
    description: patched(site, current.description, change.description),
    extendedFields: patched(site, current.extendedFields, change.extendedFields),
  });
}

/** documented: deletes it. assumed (delete-program-definition-cascade): as if each of its pool definitions were removed. */
export function deleteProgramDefinition(site: Site, id: string, given: Cascade | undefined): void {
  found(site, site.programDefinitions, id);
  const cascade = deletionCascade(site, given);
  for (const poolDefinition of site.poolDefinitions.find("programDefinitionIds", id)) {
    leaveProgramDefinition(site, poolDefinition, id, cascade);
  }
  site.programDefinitions.delete(id);
}

/** documented: 404 when the namespace has no such externalId. */
export function getProgramDefinitionByExternalId(
  site: Site,
  namespace: string,
  externalId: string,
) {
  checkExternalId(site, externalId, "externalId");
  const definition = findByExternalId(site, namespace, externalId);
  if (!definition) throw notFound(site, `Program definition ${namespace}/${externalId} not found`);
  return definition;
}

/** typings: `@format GUID`. assumed (external-id-format): enforced, against an official sample. */
export function checkExternalId(site: Site, externalId: string, field: string): void {
  if (site.assumes("external-id-format", "accepted")) return;
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(externalId)) return;
  throw invalid({
    field,
    description: "is not a valid GUID",
    violatedRule: "FORMAT",
    data: { type: "GUID" },
  });
}

function findByExternalId(site: Site, namespace: string, externalId: string) {
  return site.programDefinitions
    .find("externalId", externalId)
    .find((definition) => definition.namespace === namespace);
}
