import type { Metadata } from "next";
import { knownApps } from "@/components/details/known-apps";
import { CreatedFilter, createdNames, createdOf } from "@/components/page/created-filter";
import { Empty } from "@/components/page/empty";
import { FilterId, FilterSelect, MoreFilters } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one, some } from "@/components/page/list-request";
import { NamespaceFilter, OtherNamespaceFilter } from "@/components/page/namespace";
import type { SearchParams } from "@/components/page/search-params";
import { ButtonLink } from "@/components/ui/button";
import { reader } from "@/lib/operations/reader";
import { readPoolDefinitions } from "./queries";
import { PoolDefinitionsTable } from "./table";

export const metadata: Metadata = { title: "Pool definitions" };

const idFilters = [
  { name: "id", label: "Pool definition id" },
  { name: "programDefinitionId", label: "Program definition id" },
  { name: "itemSetId", label: "Item set id" },
  { name: "otherAppId", label: "Another provider app's id" },
] as const;

export default async function PoolDefinitionsPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace, canManage } = await reader();
  const names = idFilters.map(({ name }) => name);
  const { otherAppId, ...ids } = some(params, names);
  const request = {
    ...listRequest(params, ownNamespace),
    ...createdOf(params, timeZone),
    ids: { ...ids, providerAppId: otherAppId ?? one(params.providerAppId) },
  };
  const more = [...names, "otherNamespace", ...createdNames];
  const action = canManage && (
    <ButtonLink href="/pool-definitions/new" variant="primary">
      New pool definition
    </ButtonLink>
  );
  return (
    <ListPage
      title="Pool definitions"
      description="Templates for pools: how many credits there are, and which benefits they buy."
      actions={action}
      filters={
        <>
          <FilterSelect
            name="providerAppId"
            label="Provider app"
            value={one(params.providerAppId)}
            options={knownApps.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <NamespaceFilter value={one(params.namespace)} own={ownNamespace} />
          <MoreFilters isSet={more.some((name) => one(params[name]))}>
            {idFilters.map(({ name, label }) => (
              <FilterId key={name} name={name} label={label} value={one(params[name])} />
            ))}
            <OtherNamespaceFilter value={one(params.otherNamespace)} />
            <CreatedFilter searchParams={params} />
          </MoreFilters>
        </>
      }
      filterNames={["providerAppId", "namespace", ...more]}
      searchParams={params}
      limit={request.limit}
      found={await readPoolDefinitions(request)}
      empty={
        <Empty icon="boxes" title="No pool definitions yet" action={action}>
          {canManage
            ? "Begin here: a pool definition says how many credits a member gets, and what they buy."
            : "An owner or a manager can create the first one."}
        </Empty>
      }
    >
      {({ items }) => <PoolDefinitionsTable {...{ items, timeZone, ownNamespace }} />}
    </ListPage>
  );
}
