import type { Metadata } from "next";
import { Empty } from "@/components/page/empty";
import { FilterInput, FilterSelect, MoreFilters } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one, oneOf } from "@/components/page/list-request";
import { NamespaceFilter, OtherNamespaceFilter } from "@/components/page/namespace";
import type { SearchParams } from "@/components/page/search-params";
import { nounOf } from "@/components/page/subject-link";
import { mappedKinds } from "@/lib/mappings/external-id";
import { reader } from "@/lib/operations/reader";
import { readMappings } from "./queries";
import { MappingsTable } from "./table";

export const metadata: Metadata = { title: "Mappings" };

export default async function MappingsPage(props: { searchParams: Promise<SearchParams> }) {
  const params = await props.searchParams;
  const { timeZone, ownNamespace } = await reader();
  const { limit, cursor, namespace } = listRequest(params, ownNamespace);
  const kind = oneOf(mappedKinds, params.kind);
  const found = await readMappings({
    text: one(params.text)?.trim() ?? "",
    kind,
    namespace,
    limit,
    cursor,
  });
  return (
    <ListPage
      title="Mappings"
      description="Your own keys, such as order-1001, and what they stand for in Wix."
      filters={
        <>
          <FilterInput
            name="text"
            label="Key, external id or Wix id"
            value={one(params.text)}
            placeholder="order-1001"
          />
          <FilterSelect
            name="kind"
            label="Kind"
            value={kind}
            options={mappedKinds.map((value) => ({ value, label: `${nounOf(value)}s` }))}
          />
          <NamespaceFilter value={one(params.namespace)} own={ownNamespace} />
          <MoreFilters isSet={one(params.otherNamespace) !== undefined}>
            <OtherNamespaceFilter value={one(params.otherNamespace)} />
          </MoreFilters>
        </>
      }
      filterNames={["text", "kind", "namespace", "otherNamespace"]}
      searchParams={params}
      limit={limit}
      found={found}
      empty={
        <Empty icon="key-round" title="No keys yet">
          A key is kept here when you provision a program or create a program definition.
        </Empty>
      }
    >
      {({ items, names }) => <MappingsTable items={items} names={names} timeZone={timeZone} />}
    </ListPage>
  );
}
