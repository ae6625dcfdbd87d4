import "server-only";
import type { programDefinitions } from "@wix/benefit-programs";
import { read, write } from "./call";
import { wix } from "./client";
import { WixError } from "./error";
import { required, requiredGuid, type Guid } from "./guid";
import { createdFilter, pageOf, queryOf, type Created, type Page, type PageRequest } from "./page";
import { returnedAs } from "./returned";

export interface ProgramDefinition {
  id: Guid;
  revision: string;
  createdDate: Date;
  updatedDate: Date;
  displayName: string;
  namespace: string;
  externalId: Guid;
}

export interface NewProgramDefinition {
  displayName: string;
  namespace: string;
  externalId: Guid;
}

/** The filters of a list of program definitions. Source: wix-api.md 2.4. */
export interface ProgramDefinitionFilter extends Created {
  namespace?: string | undefined;
  externalId?: Guid | undefined;
  ids?: Guid[];
}

/** A page of program definitions, newest first; of one namespace, or of all. */
export async function listProgramDefinitions(
  request: PageRequest & ProgramDefinitionFilter,
): Promise<Page<ProgramDefinition>> {
  const query = queryOf(request, {
    ...(request.namespace ? { namespace: request.namespace } : {}),
    ...(request.externalId ? { externalId: request.externalId } : {}),
    ...(request.ids ? { _id: { $in: request.ids } } : {}),
    ...createdFilter(request),
  });
  const found = await read("query program definitions", () =>
    wix().programDefinitions.queryProgramDefinitions(query),
  );
  return pageOf((found.programDefinitions ?? []).map(fromWix), found.metadata);
}

/** Throws WixError `not-found`. */
export async function getProgramDefinition(id: Guid): Promise<ProgramDefinition> {
  return fromWix(
    await read("get program definition", () => wix().programDefinitions.getProgramDefinition(id)),
  );
}

/** Null when the namespace has none with this externalId. */
export async function findProgramDefinitionByExternalId(
  namespace: string,
  externalId: Guid,
): Promise<ProgramDefinition | null> {
  const action = "get program definition by external id";
  try {
    const { programDefinition } = await read(action, () =>
      wix().programDefinitions.getProgramDefinitionByExternalIdAndNamespace(namespace, {
        externalId,
      }),
    );
    return fromWix(required(programDefinition, "programDefinition"));
  } catch (error) {
    if (error instanceof WixError && error.kind === "not-found") return null;
    throw error;
  }
}

/** Throws WixError `conflict` when the namespace has one with this externalId. */
export async function createProgramDefinition(
  input: NewProgramDefinition,
): Promise<ProgramDefinition> {
  return fromWix(
    await write("create program definition", () =>
      wix().programDefinitions.createProgramDefinition({ ...input }),
    ),
  );
}

function fromWix(given: programDefinitions.ProgramDefinition | undefined): ProgramDefinition {
  const held = required(given, "program definition");
  return returnedAs(
    {
      id: requiredGuid(held._id, "_id"),
      revision: required(held.revision, "revision"),
      createdDate: required(held._createdDate, "_createdDate"),
      updatedDate: required(held._updatedDate, "_updatedDate"),
      displayName: held.displayName ?? "",
      namespace: required(held.namespace, "namespace"),
      externalId: requiredGuid(held.externalId, "externalId"),
    },
    held,
  );
}
