import "server-only";
import type { programs } from "@wix/benefit-programs";
import { beneficiaryFromWix, memberToWix, type Beneficiary } from "./beneficiary";
import { read, write } from "./call";
import { wix } from "./client";
import { WixError } from "./error";
import { required, requiredGuid, type Guid } from "./guid";
import { createdFilter, pageOf, queryOf, type Created, type Page, type PageRequest } from "./page";
import { returnedAs } from "./returned";

/** Source: typings, `ProgramStatus`. */
export const programStatuses = [
  "ACTIVE",
  "PAUSED",
  "ENDED",
  "PROVISIONING",
  "PAUSING",
  "RESUMING",
  "ENDING",
] as const;
export type ProgramStatus = (typeof programStatuses)[number] | "UNKNOWN";

export interface Program {
  id: Guid;
  revision: string;
  createdDate: Date;
  updatedDate: Date;
  displayName: string;
  namespace: string;
  externalId: Guid;
  status: ProgramStatus;
  beneficiary: Beneficiary;
  /** Null when it was provisioned from a single pool definition. */
  programDefinitionId: Guid | null;
}

export interface NewProgram {
  from: { kind: "program-definitions" | "pool-definitions"; id: Guid };
  memberId: Guid;
  namespace: string;
  externalId: Guid;
  displayName: string;
  status: "ACTIVE" | "PAUSED";
}

/** The filters of a list of programs. Source: wix-api.md 2.4. */
export interface ProgramFilter extends Created {
  id?: Guid | undefined;
  namespace?: string | undefined;
  externalId?: Guid | undefined;
  status?: ProgramStatus | undefined;
  programDefinitionId?: Guid | undefined;
}

/** A page of programs, newest first. */
export async function listPrograms(request: PageRequest & ProgramFilter): Promise<Page<Program>> {
  const query = queryOf(request, {
    ...(request.id ? { _id: request.id } : {}),
    ...(request.namespace ? { namespace: request.namespace } : {}),
    ...(request.status && request.status !== "UNKNOWN" ? { status: request.status } : {}),
    ...(request.programDefinitionId ? { programDefinitionId: request.programDefinitionId } : {}),
    ...(request.externalId ? { externalId: request.externalId } : {}),
    ...createdFilter(request),
  });
  const found = await read("query programs", () => wix().programs.queryPrograms(query));
  return pageOf((found.programs ?? []).map(fromWix), found.metadata);
}

/** Throws WixError `not-found`. */
export async function getProgram(id: Guid): Promise<Program> {
  return fromWix(await read("get program", () => wix().programs.getProgram(id)));
}

/** Null when the namespace has none with this externalId. */
export async function findProgramByExternalId(
  namespace: string,
  externalId: Guid,
): Promise<Program | null> {
  try {
    const { program } = await read("get program by external id", () =>
      wix().programs.getProgramByExternalIdAndNamespace(namespace, { externalId }),
    );
    return fromWix(required(program, "program"));
  } catch (error) {
    if (error instanceof WixError && error.kind === "not-found") return null;
    throw error;
  }
}

/**
 * Enrols a member; the program is PROVISIONING for a short time. Throws WixError
 * `PROGRAM_ALREADY_EXISTS` or `IN_PROGRESS` when the namespace has this externalId.
 */
export async function provisionProgram(input: NewProgram): Promise<Program> {
  const { from, memberId, namespace, externalId, displayName, status } = input;
  const lookup =
    from.kind === "program-definitions"
      ? { programDefinitionId: from.id }
      : { poolDefinitionId: from.id };
  const { program } = await write("provision program", () =>
    wix().programs.provisionProgram(lookup, {
      beneficiary: memberToWix(memberId),
      namespace,
      externalProgramId: externalId,
      displayName,
      programStatus: status,
    }),
  );
  return fromWix(required(program, "program"));
}

function fromWix(given: programs.Program | undefined): Program {
  const held = required(given, "program");
  return returnedAs(
    {
      id: requiredGuid(held._id, "_id"),
      revision: required(held.revision, "revision"),
      createdDate: required(held._createdDate, "_createdDate"),
      updatedDate: required(held._updatedDate, "_updatedDate"),
      displayName: held.displayName ?? "",
      namespace: required(held.namespace, "namespace"),
      externalId: requiredGuid(held.externalId, "externalId"),
      status: programStatuses.find((known) => known === held.status) ?? "UNKNOWN",
      beneficiary: beneficiaryFromWix(held.beneficiary),
      programDefinitionId: held.programDefinitionId
        ? requiredGuid(held.programDefinitionId, "programDefinitionId")
        : null,
    },
    held,
  );
}
