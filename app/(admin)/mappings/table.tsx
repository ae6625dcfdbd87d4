import { aboutCell, keyCell, linkCell, timeCell, type ListRow } from "@/components/page/list-cells";
import { ListTable } from "@/components/page/list-table";
import type { Mapping } from "@/lib/mappings/mappings";

interface Props {
  items: readonly Mapping[];
  /** What each was called when it was made, by attempt. */
  names: ReadonlyMap<string, string>;
  timeZone: string;
}

export function MappingsTable({ items, names, timeZone }: Props) {
  return (
    <ListTable
      label="Mappings"
      columns={["Key", "In Wix", "External id", "Since"]}
      rows={items.map((mapping) => rowOf(mapping, names.get(mapping.attemptId), timeZone))}
    />
  );
}

function rowOf(mapping: Mapping, subjectName: string | undefined, timeZone: string): ListRow {
  const { id, key, generation, kind, wixId, attemptId, externalId, createdAt } = mapping;
  return {
    id,
    cells: [
      keyCell({ key, generation }),
      wixId
        ? aboutCell({ subjectKind: kind, subjectId: wixId, subjectName })
        : linkCell(`/audit/${attemptId}`, "not settled yet"),
      { kind: "id", id: externalId, noun: "external id" },
      timeCell(createdAt, timeZone),
    ],
  };
}
