import "server-only";
import { readers } from "@/lib/auth/roles";
import { historyOf } from "@/lib/operations/history";
import { query } from "@/lib/operations/query";
import { filterIds, toGuid } from "@/lib/wix/guid";
import { pageOrFirst, type Created, type PageRequest } from "@/lib/wix/page";
import { getPoolDefinition, listPoolDefinitions } from "@/lib/wix/pool-definitions";
import { listProgramDefinitions } from "@/lib/wix/program-definitions";
import { asReturned } from "@/lib/wix/returned";

/** A list as the address asks for it; ids are as typed. */
interface PoolDefinitionSearch extends PageRequest, Created {
  namespace: string | undefined;
  ids: Record<"id" | "providerAppId" | "programDefinitionId" | "itemSetId", string | undefined>;
}

/** A page of pool definitions: 1 request to Wix. */
export const readPoolDefinitions = query(readers, (_, search: PoolDefinitionSearch) => {
  const ids = filterIds(search.ids);
  return pageOrFirst(ids && { ...search, ...ids }, listPoolDefinitions);
});

/** A pool definition with the names of its program definitions: 2 requests to Wix. */
export const readPoolDefinition = query(readers, async (_, id: string) => {
  const poolDefinition = await getPoolDefinition(toGuid(id));
  const ids = poolDefinition.programDefinitionIds;
  const [programDefinitions, history] = await Promise.all([
    ids.length > 0 ? listProgramDefinitions({ ids, limit: 100 }) : { items: [] },
    historyOf(poolDefinition.id),
  ]);
  return {
    poolDefinition,
    programDefinitions: programDefinitions.items,
    history,
    json: asReturned(poolDefinition),
  };
});

/** Whether this reader may open the form. */
export const readNewPoolDefinition = query(["owner", "manager"], async () => null);
