import type { Metadata } from "next";
import { CreatedFilter, createdNames, createdOf } from "@/components/page/created-filter";
import { Empty } from "@/components/page/empty";
import { FilterId, FilterSelect, MoreFilters } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one, oneOf, some } from "@/components/page/list-request";
import { NamespaceFilter, OtherNamespaceFilter } from "@/components/page/namespace";
import type { SearchParams } from "@/components/page/search-params";
import { statusWord } from "@/components/page/status-badge";
import { ButtonLink } from "@/components/ui/button";
import { reader } from "@/lib/operations/reader";
import { readPrograms, statuses } from "./queries";
import { ProgramsTable } from "./table";

export const metadata: Metadata = { title: "Programs" };

const idFilters = [
  { name: "id", label: "Program id" },
  { name: "programDefinitionId", label: "Program definition id" },
  { name: "externalId", label: "External id" },
] as const;

export default async function ProgramsPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace, canManage } = await reader();
  const names = idFilters.map(({ name }) => name);
  const request = {
    ...listRequest(params, ownNamespace),
    ...createdOf(params, timeZone),
    status: oneOf(statuses, params.status),
    ids: some(params, names),
  };
  const more = [...names, "otherNamespace", ...createdNames];
  const action = canManage && (
    <ButtonLink href="/programs/new" variant="primary">
      Provision a program
    </ButtonLink>
  );
  return (
    <ListPage
      title="Programs"
      description="Each is one member's enrolment, with a pool for each pool definition."
      actions={action}
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
              <FilterId key={name} name={name} label={label} value={one(params[name])} />
            ))}
            <OtherNamespaceFilter value={one(params.otherNamespace)} />
            <CreatedFilter searchParams={params} />
          </MoreFilters>
        </>
      }
      filterNames={["status", "namespace", ...more]}
      searchParams={params}
      limit={request.limit}
      found={await readPrograms(request)}
      empty={
        <Empty icon="users" title="No programs yet" action={action}>
          {canManage
            ? "Choose a member and a definition: the member gets a program with its pools and credits."
            : "An owner or a manager can provision the first one."}
        </Empty>
      }
    >
      {(page) => <ProgramsTable {...page} {...{ timeZone, ownNamespace }} />}
    </ListPage>
  );
}
