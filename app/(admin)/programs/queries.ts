import "server-only";
import { readers } from "@/lib/auth/roles";
import { findMappingByWixId, mappingsByWixId } from "@/lib/mappings/mappings";
import { historyOf } from "@/lib/operations/history";
import { query } from "@/lib/operations/query";
import { listBalances } from "@/lib/wix/balances";
import { memberIdsOf } from "@/lib/wix/beneficiary";
import { optionalGuid, toGuid } from "@/lib/wix/guid";
import { listMembers, searchMembers } from "@/lib/wix/members";
import { pageOrFirst, type Created, type PageRequest } from "@/lib/wix/page";
import { listPoolDefinitions } from "@/lib/wix/pool-definitions";
import { listPools } from "@/lib/wix/pools";
import { listProgramDefinitions } from "@/lib/wix/program-definitions";
import { getProgram, listPrograms, programStatuses } from "@/lib/wix/programs";
import { asReturned } from "@/lib/wix/returned";

const kind = "programs";

/** The choices of the filter. */
export const statuses = programStatuses;

/** A list as the address asks for it; status and ids are as typed. */
interface ProgramSearch extends PageRequest, Created {
  namespace: string | undefined;
  status: string | undefined;
  programDefinitionId: string | undefined;
  externalId: string | undefined;
}

/** A page of programs with members and keys: 2 requests to Wix. */
export const readPrograms = query(readers, async (_, search: ProgramSearch) => {
  const request = {
    ...search,
    status: statuses.find((known) => known === search.status),
    programDefinitionId: optionalGuid(search.programDefinitionId),
    externalId: optionalGuid(search.externalId),
  };
  const page = await pageOrFirst(request, listPrograms);
  const [members, mappings] = await Promise.all([
    listMembers(memberIdsOf(page.items)),
    mappingsByWixId(
      kind,
      page.items.map((one) => one.id),
    ),
  ]);
  return { ...page, members, mappings };
});

/** A program with its member, its pools and their balances: 4 requests to Wix. */
export const readProgram = query(readers, async (_, id: string) => {
  const programId = toGuid(id);
  const [program, pools] = await Promise.all([
    getProgram(programId),
    listPools({ programId, limit: 100 }),
  ]);
  const [members, balances, mapping, history] = await Promise.all([
    listMembers(memberIdsOf([program])),
    listBalances(pools.items.map((pool) => pool.id)),
    findMappingByWixId(kind, program.id),
    historyOf(program.id),
  ]);
  const member = program.beneficiary.id ? members.get(program.beneficiary.id) : undefined;
  return {
    program,
    pools: pools.items,
    member,
    balances,
    mapping,
    history,
    json: asReturned(program),
  };
});

/** Members to choose from, by name or e-mail: 1 request to Wix. */
export const readMembers = query(["owner", "manager"], async (_, text: string) =>
  text === "" ? [] : searchMembers(text, 20),
);

/** The member, and what a program can be provisioned from: 3 requests to Wix. */
export const readProvisionable = query(
  ["owner", "manager"],
  async (_, memberId: string, namespace: string) => {
    const id = toGuid(memberId);
    const [members, programDefinitions, poolDefinitions] = await Promise.all([
      listMembers([id]),
      listProgramDefinitions({ namespace, limit: 100 }),
      listPoolDefinitions({ namespace, limit: 100 }),
    ]);
    return {
      member: members.get(id) ?? null,
      programDefinitions: programDefinitions.items,
      // Wix refuses to provision on its own what is part of a program definition (wix-api.md 3.3).
      poolDefinitions: poolDefinitions.items.filter((one) => one.programDefinitionIds.length === 0),
    };
  },
);
