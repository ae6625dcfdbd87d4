import type { Metadata } from "next";
import { CreatedFilter, createdNames, createdOf } from "@/components/page/created-filter";
import { Empty } from "@/components/page/empty";
import { FilterId, MoreFilters } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one, some } from "@/components/page/list-request";
import { NamespaceFilter, OtherNamespaceFilter } from "@/components/page/namespace";
import type { SearchParams } from "@/components/page/search-params";
import { ButtonLink } from "@/components/ui/button";
import { reader } from "@/lib/operations/reader";
import { readProgramDefinitions } from "./queries";
import { ProgramDefinitionsTable } from "./table";

export const metadata: Metadata = { title: "Program definitions" };

const idFilters = [
  { name: "id", label: "Program definition id" },
  { name: "externalId", label: "External id" },
] as const;

export default async function ProgramDefinitionsPage(props: {
  searchParams: Promise<SearchParams>;
}) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace, canManage } = await reader();
  const names = idFilters.map(({ name }) => name);
  const request = {
    ...listRequest(params, ownNamespace),
    ...createdOf(params, timeZone),
    ids: some(params, names),
  };
  const more = [...names, "otherNamespace", ...createdNames];
  const action = canManage && (
    <ButtonLink href="/program-definitions/new" variant="primary">
      New program definition
    </ButtonLink>
  );
  return (
    <ListPage
      title="Program definitions"
      description="Templates for programs: each holds the pool definitions that a member's program is made of."
      actions={action}
      filters={
        <>
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
      filterNames={["namespace", ...more]}
      searchParams={params}
      limit={request.limit}
      found={await readProgramDefinitions(request)}
      empty={
        <Empty icon="layers" title="No program definitions yet" action={action}>
          {canManage
            ? "Create one, add pool definitions to it, and provision it for your members."
            : "An owner or a manager can create the first one."}
        </Empty>
      }
    >
      {({ items, keys }) => (
        <ProgramDefinitionsTable {...{ items, keys, timeZone, ownNamespace }} />
      )}
    </ListPage>
  );
}
