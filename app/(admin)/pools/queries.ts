import "server-only";
import { readers } from "@/lib/auth/roles";
import { historyOf } from "@/lib/operations/history";
import { query } from "@/lib/operations/query";
import { listBalances } from "@/lib/wix/balances";
import { memberIdsOf } from "@/lib/wix/beneficiary";
import { filterIds, toGuid } from "@/lib/wix/guid";
import { listMembers } from "@/lib/wix/members";
import { pageOrFirst, type Created, type PageRequest } from "@/lib/wix/page";
import { listPoolDefinitions } from "@/lib/wix/pool-definitions";
import { getPool, listPools, poolStatuses } from "@/lib/wix/pools";
import { asReturned } from "@/lib/wix/returned";

/** The choices of the filter. */
export const statuses = poolStatuses;

/** The ids that the list is filtered by. */
export const idNames = [
  "id",
  "poolDefinitionId",
  "programDefinitionId",
  "programId",
  "memberId",
  "wixUserId",
  "itemSetId",
  "providerAppId",
] as const;

/** A list as the address asks for it; ids are as typed. */
interface PoolSearch extends PageRequest, Created {
  namespace: string | undefined;
  status: (typeof statuses)[number] | undefined;
  hasBeneficiary: boolean | undefined;
  ids: Record<(typeof idNames)[number], string | undefined>;
}

/** A page of pools with balances and members: 3 requests to Wix, however many rows. */
export const readPools = query(readers, async (_, search: PoolSearch) => {
  const ids = filterIds(search.ids);
  const page = await pageOrFirst(ids && { ...search, ...ids }, listPools);
  const [balances, members] = await Promise.all([
    listBalances(page.items.map((pool) => pool.id)),
    listMembers(memberIdsOf(page.items)),
  ]);
  return { ...page, balances, members };
});

/** A pool with its balance, its member and what it was made from, where that is still there: 4 requests to Wix. */
export const readPool = query(readers, async (_, id: string) => {
  const poolId = toGuid(id);
  const [pool, balances] = await Promise.all([getPool(poolId), listBalances([poolId])]);
  const [members, definitions, history] = await Promise.all([
    listMembers(memberIdsOf([pool])),
    listPoolDefinitions({ id: pool.poolDefinitionId, limit: 1 }),
    historyOf(poolId),
  ]);
  return {
    pool,
    balance: balances.get(poolId),
    member: pool.beneficiary.id ? members.get(pool.beneficiary.id) : undefined,
    poolDefinition: definitions.items[0],
    history,
    json: asReturned(pool),
  };
});

/** A pool for its form: 1 request to Wix. */
export const readPoolForEdit = query(["owner", "manager"], async (_, id: string) =>
  getPool(toGuid(id)),
);
