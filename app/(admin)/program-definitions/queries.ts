import "server-only";
import { readers } from "@/lib/auth/roles";
import { keyByWixId, keysByWixId } from "@/lib/mappings/mappings";
import { historyOf } from "@/lib/operations/history";
import { query } from "@/lib/operations/query";
import { filterIds, toGuid } from "@/lib/wix/guid";
import { pageOrFirst, type Created, type PageRequest } from "@/lib/wix/page";
import {
  findPoolDefinitionsByProgramDefinition,
  listPoolDefinitions,
} from "@/lib/wix/pool-definitions";
import { getProgramDefinition, listProgramDefinitions } from "@/lib/wix/program-definitions";
import { asReturned } from "@/lib/wix/returned";

const kind = "program-definitions";

/** A list as the address asks for it; ids are as typed. */
interface ProgramDefinitionSearch extends PageRequest, Created {
  namespace: string | undefined;
  ids: Record<"id" | "externalId", string | undefined>;
}

/** A page of program definitions with their keys: 1 request to Wix. */
export const readProgramDefinitions = query(
  readers,
  async (_, { ids: typed, ...search }: ProgramDefinitionSearch) => {
    const ids = filterIds(typed);
    const request = ids && {
      ...search,
      externalId: ids.externalId,
      ...(ids.id ? { ids: [ids.id] } : {}),
    };
    const page = await pageOrFirst(request, listProgramDefinitions);
    return {
      ...page,
      keys: await keysByWixId(
        kind,
        page.items.map((one) => one.id),
      ),
    };
  },
);

/** A program definition and its pool definitions: 2 requests to Wix. */
export const readProgramDefinition = query(readers, async (_, id: string) => {
  const programDefinition = await getProgramDefinition(toGuid(id));
  const { id: wixId, namespace } = programDefinition;
  const [poolDefinitions, businessKey, history] = await Promise.all([
    findPoolDefinitionsByProgramDefinition(wixId, namespace),
    keyByWixId(kind, wixId),
    historyOf(wixId),
  ]);
  return {
    programDefinition,
    poolDefinitions,
    businessKey,
    history,
    json: asReturned(programDefinition),
  };
});

/** What can be added to a program definition: 2 requests to Wix. */
export const readAddable = query(["owner", "manager"], async (_, id: string) => {
  const programDefinition = await getProgramDefinition(toGuid(id));
  const { namespace } = programDefinition;
  const page = await listPoolDefinitions({ namespace, limit: 100 });
  const poolDefinitions = page.items.filter(
    (one) => !one.programDefinitionIds.includes(programDefinition.id),
  );
  return { programDefinition, poolDefinitions, isCut: page.next !== null };
});

/** Whether this reader may open the form. */
export const readNewProgramDefinition = query(["owner", "manager"], async () => null);
