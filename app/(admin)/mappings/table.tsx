import { keyCell, linkCell, timeCell, type ListRow } from "@/components/page/list-cells";
import { ListTable } from "@/components/page/list-table";
import type { Mapping } from "@/lib/mappings/mappings";

export function MappingsTable(props: { items: readonly Mapping[]; timeZone: string }) {
  return (
    <ListTable
      label="Mappings"
      columns={["Key", "In Wix", "External id", "Since"]}
      rows={props.items.map((mapping) => rowOf(mapping, props.timeZone))}
    />
  );
}

function rowOf(mapping: Mapping, timeZone: string): ListRow {
  const { id, key, generation, kind, wixId, attemptId, externalId, createdAt } = mapping;
  return {
    id,
    cells: [
      keyCell({ key, generation }),
      wixId
        ? { kind: "subject", subjectKind: kind, subjectId: wixId }
        : linkCell(`/audit/${attemptId}`, "not settled yet"),
      { kind: "id", id: externalId, noun: "external id" },
      timeCell(createdAt, timeZone),
    ],
  };
}
