import "server-only";
import { readers } from "@/lib/auth/roles";
import { keyByWixId, keysByWixId } from "@/lib/mappings/mappings";
import { historyOf } from "@/lib/operations/history";
import { query } from "@/lib/operations/query";
import { listBalances } from "@/lib/wix/balances";
import { memberIdsOf } from "@/lib/wix/beneficiary";
import { filterIds, toGuid, type Guid } from "@/lib/wix/guid";
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

/** A list as the address asks for it; ids are as typed. */
interface ProgramSearch extends PageRequest, Created {
  namespace: string | undefined;
  status: (typeof statuses)[number] | undefined;
  ids: Record<"id" | "programDefinitionId" | "externalId", string | undefined>;
}

/** A page of programs with members and keys: 2 requests to Wix. */
export const readPrograms = query(readers, async (_, search: ProgramSearch) => {
  const ids = filterIds(search.ids);
  const page = await pageOrFirst(ids && { ...search, ...ids }, listPrograms);
  const [members, keys] = await Promise.all([
    listMembers(memberIdsOf(page.items)),
    keysByWixId(
      kind,
      page.items.map((one) => one.id),
    ),
  ]);
  return { ...page, members, keys };
});

/** A program with its member, its pools and their balances: 4 requests to Wix. */
export const readProgram = query(readers, async (_, id: string) => {
  const programId = toGuid(id);
  const [program, pools] = await Promise.all([
    getProgram(programId),
    listPools({ programId, limit: 100 }),
  ]);
  const [members, balances, businessKey, history] = await Promise.all([
    listMembers(memberIdsOf([program])),
    listBalances(pools.items.map((pool) => pool.id)),
    keyByWixId(kind, program.id),
    historyOf(program.id),
  ]);
  const member = program.beneficiary.id ? members.get(program.beneficiary.id) : undefined;
  return {
    program,
    pools: pools.items,
    member,
    balances,
    businessKey,
    history,
    json: asReturned(program),
  };
});

const membersShown = 20;

/** Members to choose from, by name or e-mail, and whether there are more: 1 request to Wix. */
export const readMembers = query(["owner", "manager"], async (_, text: string) => {
  const found = text === "" ? [] : await searchMembers(text, membersShown + 1);
  return { members: found.slice(0, membersShown), isCut: found.length > membersShown };
});

/** What the address names as what to provision: one of the two, or nothing. */
export interface Named {
  programDefinitionId: string | undefined;
  poolDefinitionId: string | undefined;
}

/**
 * The member, and what a program can be provisioned from: the newest definitions, and the one that is
 * named, however old. 3 requests to Wix, or 4.
 */
export const readProvisionable = query(
  ["owner", "manager"],
  async (_, memberId: string, namespace: string, named: Named) => {
    const id = toGuid(memberId);
    const [members, programDefinitions, poolDefinitions] = await Promise.all([
      listMembers([id]),
      listProgramDefinitions({ namespace, limit: 100 }),
      listPoolDefinitions({ namespace, limit: 100 }),
    ]);
    const programs = await withNamed(
      programDefinitions.items,
      filterIds({ id: named.programDefinitionId })?.id,
      async (ids) => (await listProgramDefinitions({ ids, limit: 1 })).items,
    );
    const pools = await withNamed(
      poolDefinitions.items,
      named.programDefinitionId ? undefined : filterIds({ id: named.poolDefinitionId })?.id,
      async ([one]) => (await listPoolDefinitions({ id: one, limit: 1 })).items,
    );
    return {
      member: members.get(id) ?? null,
      programDefinitions: { items: programs, isCut: programDefinitions.next !== null },
      poolDefinitions: {
        // Wix refuses to provision on its own what is part of a program definition (wix-api.md 3.3).
        items: pools.filter((one) => one.programDefinitionIds.length === 0),
        isCut: poolDefinitions.next !== null,
      },
    };
  },
);

/** The same list, with the one that is named at its head where the list lacks it. */
async function withNamed<T extends { id: Guid }>(
  items: readonly T[],
  id: Guid | undefined,
  find: (ids: [Guid]) => Promise<T[]>,
): Promise<T[]> {
  if (!id || items.some((one) => one.id === id)) return [...items];
  return [...(await find([id])), ...items];
}
