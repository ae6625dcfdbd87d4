import { Users } from "lucide-react";
import type { Metadata } from "next";
import { Empty } from "@/components/page/empty";
import { FilterInput, FilterSelect } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one, oneGuid } from "@/components/page/list-request";
import { NamespaceFilter } from "@/components/page/namespace";
import type { SearchParams } from "@/components/page/search-params";
import { statusWord } from "@/components/page/status-badge";
import { ButtonLink } from "@/components/ui/button";
import { reader } from "@/lib/operations/reader";
import { guid } from "@/lib/wix/guid";
import { programStatuses } from "@/lib/wix/programs";
import { readPrograms } from "./queries";
import { ProgramsTable } from "./table";

export const metadata: Metadata = { title: "Programs" };

export default async function ProgramsPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace, canManage } = await reader();
  const list = listRequest(params, ownNamespace);
  const status = programStatuses.find((known) => known === params.status);
  const programDefinitionId = guid.safeParse(oneGuid(params.programDefinitionId)).data;
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
            value={status}
            options={programStatuses.map((value) => ({ value, label: statusWord(value) }))}
          />
          <FilterInput
            name="programDefinitionId"
            label="Program definition id"
            value={one(params.programDefinitionId)}
          />
          <NamespaceFilter value={one(params.namespace)} own={ownNamespace} />
        </>
      }
      filterNames={["status", "programDefinitionId", "namespace"]}
      searchParams={params}
      limit={list.limit}
      found={await readPrograms({ ...list, status, programDefinitionId })}
      empty={
        <Empty icon={Users} title="No programs yet" action={action}>
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
