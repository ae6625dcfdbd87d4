import type { Metadata } from "next";
import { Empty } from "@/components/page/empty";
import { FilterInput, FilterSelect } from "@/components/page/filters";
import { ListPage } from "@/components/page/list-page";
import { listRequest, one } from "@/components/page/list-request";
import { NamespaceFilter } from "@/components/page/namespace";
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
  const kind = mappedKinds.find((known) => known === params.kind);
  const offset = Math.min(Math.max(Number.parseInt(cursor ?? "0", 10) || 0, 0), 1_000_000);
  const found = await readMappings({
    text: one(params.text)?.trim() ?? "",
    kind,
    namespace,
    limit,
    offset,
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
            label="Of"
            value={kind}
            options={mappedKinds.map((value) => ({ value, label: `${nounOf(value)}s` }))}
          />
          <NamespaceFilter value={one(params.namespace)} own={ownNamespace} />
        </>
      }
      filterNames={["text", "kind", "namespace"]}
      searchParams={params}
      limit={limit}
      found={found}
      empty={
        <Empty icon="key-round" title="No keys yet">
          A key is kept here when you provision a program or create a program definition.
        </Empty>
      }
    >
      {({ items }) => <MappingsTable items={items} timeZone={timeZone} />}
    </ListPage>
  );
}
