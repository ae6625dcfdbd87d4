import type { Metadata } from "next";
import { CreatedFilter, createdNames, createdOf } from "@/components/page/created-filter";
import { Empty } from "@/components/page/empty";
import { FilterInput, FilterSelect, MoreFilters } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one } from "@/components/page/list-request";
import { NamespaceFilter } from "@/components/page/namespace";
import type { SearchParams } from "@/components/page/search-params";
import { statusWord } from "@/components/page/status-badge";
import { ButtonLink } from "@/components/ui/button";
import { reader } from "@/lib/operations/reader";
import { readPools, statuses } from "./queries";
import { PoolsTable } from "./table";

export const metadata: Metadata = { title: "Pools" };

const idFilters = [
  { name: "poolDefinitionId", label: "Pool definition id" },
  { name: "programDefinitionId", label: "Program definition id" },
  { name: "programId", label: "Program id" },
  { name: "memberId", label: "Member id" },
] as const;

export default async function PoolsPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace, canManage } = await reader();
  const list = listRequest(params, ownNamespace);
  const more = [...idFilters.map(({ name }) => name), ...createdNames];
  const request = {
    ...list,
    ...createdOf(params, timeZone),
    status: one(params.status),
    programDefinitionId: one(params.programDefinitionId),
    poolDefinitionId: one(params.poolDefinitionId),
    programId: one(params.programId),
    memberId: one(params.memberId),
  };
  return (
    <ListPage
      title="Pools"
      description="The credits of members, one pool for each pool definition of their programs."
      filters={
        <>
          <FilterSelect
            name="status"
            label="Status"
            value={request.status}
            options={statuses.map((value) => ({ value, label: statusWord(value) }))}
          />
          <NamespaceFilter value={one(params.namespace)} own={ownNamespace} />
          <MoreFilters isSet={more.some((name) => one(params[name]))}>
            {idFilters.map(({ name, label }) => (
              <FilterInput key={name} name={name} label={label} value={one(params[name])} />
            ))}
            <CreatedFilter searchParams={params} />
          </MoreFilters>
        </>
      }
      filterNames={["status", "namespace", ...more]}
      searchParams={params}
      limit={list.limit}
      found={await readPools(request)}
      empty={
        <Empty
          icon="arrow-left-right"
          title="No pools yet"
          action={canManage && <ButtonLink href="/programs/new">Provision a program</ButtonLink>}
        >
          Pools come with programs: provision one, and its pools are here.
        </Empty>
      }
    >
      {(page) => <PoolsTable {...page} ownNamespace={ownNamespace} />}
    </ListPage>
  );
}
