import type { Metadata } from "next";
import { operationWord } from "@/components/operation-words";
import { AttemptsTable } from "@/components/page/attempts-table";
import { daysOf } from "@/components/page/created-filter";
import { Empty } from "@/components/page/empty";
import { FilterId, FilterInput, FilterSelect, MoreFilters } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one, oneGuid, oneOf } from "@/components/page/list-request";
import type { SearchParams } from "@/components/page/search-params";
import { statusOf, statusWord } from "@/components/page/status-badge";
import { outcomes } from "@/lib/audit/attempts";
import { reader } from "@/lib/operations/reader";
import { operations, readAudit } from "./queries";

export const metadata: Metadata = { title: "Audit log" };

/** What happens at a start, and on the command line. */
const system = { value: "system", label: "Poolkeeper itself" };

const more = ["subject", "from", "to"] as const;

export default async function AuditPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace } = await reader();
  const { limit, cursor } = listRequest(params, ownNamespace);
  const filter = {
    operation: oneOf(operations, params.operation),
    actorId: oneGuid(params.actor),
    ...(params.actor === system.value ? { actorKind: "system" } : {}),
    outcome: oneOf(outcomes, params.outcome),
    aboutId: one(params.subject),
    ...daysOf(params.from, params.to, timeZone),
  };
  const found = await readAudit(filter, limit, cursor);
  const users = found.ok ? found.value.users : [];
  return (
    <ListPage
      title="Audit log"
      description="Every attempt to change something: who, what, and what became of it. No entry can be changed or removed; an owner can erase its personal data."
      filters={
        <>
          <FilterSelect
            name="operation"
            label="What"
            value={filter.operation}
            options={operations.map((value) => ({ value, label: operationWord(value) }))}
          />
          <FilterSelect
            name="actor"
            label="Who"
            value={one(params.actor)}
            options={[...users.map(({ id, name }) => ({ value: id, label: name })), system]}
          />
          <FilterSelect
            name="outcome"
            label="Outcome"
            value={filter.outcome}
            options={outcomes.map((value) => ({ value, label: statusWord(statusOf(value)) }))}
          />
          <MoreFilters isSet={more.some((name) => one(params[name]))}>
            <FilterId name="subject" label="Id of the thing" value={one(params.subject)} />
            <FilterInput name="from" label="From" type="date" value={one(params.from)} />
            <FilterInput name="to" label="To" type="date" value={one(params.to)} />
          </MoreFilters>
        </>
      }
      filterNames={["operation", "actor", "outcome", ...more]}
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
        <AttemptsTable items={items} timeZone={timeZone} label="Audit log" isAboutMany />
      )}
    </ListPage>
  );
}
