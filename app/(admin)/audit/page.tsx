import type { Metadata } from "next";
import { operationWord } from "@/components/operation-words";
import { AttemptsTable } from "@/components/page/attempts-table";
import { daysOf } from "@/components/page/created-filter";
import { Empty } from "@/components/page/empty";
import { FilterInput, FilterSelect } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one, oneGuid } from "@/components/page/list-request";
import type { SearchParams } from "@/components/page/search-params";
import { statusOf, statusWord } from "@/components/page/status-badge";
import { SubjectLink } from "@/components/page/subject-link";
import { outcomes } from "@/lib/audit/attempts";
import { reader } from "@/lib/operations/reader";
import { readAudit } from "./queries";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace } = await reader();
  const { limit, cursor } = listRequest(params, ownNamespace);
  const filter = {
    operation: one(params.operation),
    actorId: one(params.actor),
    outcome: one(params.outcome),
    aboutId: oneGuid(params.subject),
    ...daysOf(params.from, params.to, timeZone),
  };
  const found = await readAudit(filter, limit, cursor);
  const { users = [], operations = [] } = found.ok ? found.value : {};
  return (
    <ListPage
      title="Audit log"
      description="Every attempt to change something: who, what, and what became of it. Nothing here can be changed or removed."
      filters={
        <>
          <FilterSelect
            name="operation"
            label="What"
            value={one(params.operation)}
            options={operations.map((value) => ({ value, label: operationWord(value) }))}
          />
          <FilterSelect
            name="actor"
            label="Who"
            value={one(params.actor)}
            options={users.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <FilterSelect
            name="outcome"
            label="Outcome"
            value={one(params.outcome)}
            options={outcomes.map((value) => ({ value, label: statusWord(statusOf(value)) }))}
          />
          <FilterInput name="subject" label="Id of the thing" value={one(params.subject)} />
          <FilterInput name="from" label="From" type="date" value={one(params.from)} />
          <FilterInput name="to" label="To" type="date" value={one(params.to)} />
        </>
      }
      filterNames={["operation", "actor", "outcome", "subject", "from", "to"]}
      searchParams={params}
      limit={limit}
      found={found}
      empty={
        <Empty icon="clipboard-list" title="Nothing was done yet">
          What you and your colleagues do appears here, with its input and outcome.
        </Empty>
      }
    >
      {({ items }) => (
        <AttemptsTable
          items={items}
          timeZone={timeZone}
          label="Audit log"
          subject={({ subjectKind, subjectId }) => (
            <SubjectLink kind={subjectKind} id={subjectId} />
          )}
        />
      )}
    </ListPage>
  );
}
