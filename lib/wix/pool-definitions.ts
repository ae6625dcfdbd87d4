import "server-only";
import type { poolDefinitions } from "@wix/benefit-programs";
import { read, write } from "./call";
import { wix } from "./client";
import { detailsFromWix, layOver, type Details } from "./details";
import { required, requiredGuid, type Guid } from "./guid";
import { createdFilter, pageOf, queryOf, type Created, type Page, type PageRequest } from "./page";
import { returnedAs } from "./returned";

export interface PoolDefinition {
  id: Guid;
  revision: string;
  createdDate: Date;
  updatedDate: Date;
  displayName: string;
  namespace: string;
  programDefinitionIds: Guid[];
  details: Details;
}

export interface NewPoolDefinition {
  displayName: string;
  namespace: string;
  details: Details;
}

/** When a change of a definition reaches what was provisioned from it. Source: [T], [SEED 001]. */
export const cascades = ["IMMEDIATELY", "NEXT_RENEWAL", "FUTURE_PROVISIONS"] as const;
export type Cascade = (typeof cascades)[number];

/** The filters of a list of pool definitions. Source: wix-api.md 2.4. */
export interface PoolDefinitionFilter extends Created {
  id?: Guid | undefined;
  namespace?: string | undefined;
  programDefinitionId?: Guid | undefined;
  providerAppId?: Guid | undefined;
  itemSetId?: Guid | undefined;
}

/** A page of pool definitions, newest first; of one namespace, or of all. */
export async function listPoolDefinitions(
  request: PageRequest & PoolDefinitionFilter,
): Promise<Page<PoolDefinition>> {
  const { id, namespace, programDefinitionId, providerAppId, itemSetId } = request;
  const query = queryOf(request, {
    ...(id ? { _id: id } : {}),
    ...(namespace ? { namespace } : {}),
    ...(programDefinitionId ? { programDefinitionIds: { $hasSome: [programDefinitionId] } } : {}),
    ...(providerAppId ? { "details.benefits.providerAppId": { $hasSome: [providerAppId] } } : {}),
    ...(itemSetId ? { "details.benefits.itemSetId": { $hasSome: [itemSetId] } } : {}),
    ...createdFilter(request),
  });
  const found = await read("query pool definitions", () =>
    wix().poolDefinitions.queryPoolDefinitions(query, {}),
  );
  return pageOf((found.poolDefinitions ?? []).map(fromWix), found.metadata);
}

/** All pool definitions of a program definition; Wix gives them in one answer. */
export async function findPoolDefinitionsByProgramDefinition(
  programDefinitionId: Guid,
  namespace: string,
): Promise<PoolDefinition[]> {
  const found = await read("find pool definitions by program definition", () =>
    wix().poolDefinitions.findPoolDefinitionsByProgramDefinition(programDefinitionId, {
      namespace,
    }),
  );
  return (found.poolDefinitions ?? []).map(fromWix);
}

/** Throws WixError `not-found`. */
export async function getPoolDefinition(id: Guid): Promise<PoolDefinition> {
  return fromWix(
    await read("get pool definition", () => wix().poolDefinitions.getPoolDefinition(id)),
  );
}

/** Throws WixError `invalid` or `bad-request` (a price without credits). */
export async function createPoolDefinition(input: NewPoolDefinition): Promise<PoolDefinition> {
  const { displayName, namespace } = input;
  const details = layOver(undefined, input.details);
  return fromWix(
    await write("create pool definition", () =>
      wix().poolDefinitions.createPoolDefinition({
        displayName,
        namespace,
        details: { ...details, benefits: details.benefits ?? [] },
      }),
    ),
  );
}

/** Throws WixError `cascade_is_required` or `cascade_value_not_supported`. */
export async function addPoolDefinitionToProgramDefinition(
  poolDefinitionId: Guid,
  programDefinitionId: Guid,
  cascade: Cascade,
): Promise<PoolDefinition> {
  const { poolDefinition } = await write("add pool definition to program definition", () =>
    wix().poolDefinitions.addPoolDefinitionToProgramDefinition(poolDefinitionId, {
      programDefinitionId,
      cascade,
    }),
  );
  return fromWix(required(poolDefinition, "poolDefinition"));
}

function fromWix(given: poolDefinitions.PoolDefinition | undefined): PoolDefinition {
  const held = required(given, "pool definition");
  return returnedAs(
    {
      id: requiredGuid(held._id, "_id"),
      revision: required(held.revision, "revision"),
      createdDate: required(held._createdDate, "_createdDate"),
      updatedDate: required(held._updatedDate, "_updatedDate"),
      displayName: held.displayName ?? "",
      namespace: required(held.namespace, "namespace"),
      programDefinitionIds: (held.programDefinitionIds ?? []).map((id) =>
        requiredGuid(id, "programDefinitionIds"),
      ),
      details: detailsFromWix(held.details),
    },
    held,
  );
}
