import { keyCell, linkCell, timeCell } from "@/components/page/list-cells";
import { ListTable } from "@/components/page/list-table";
import type { BoundKey } from "@/lib/mappings/mappings";
import type { ProgramDefinition } from "@/lib/wix/program-definitions";

interface Props {
  items: readonly ProgramDefinition[];
  keys: ReadonlyMap<string, BoundKey>;
  timeZone: string;
  ownNamespace: string;
}

export function ProgramDefinitionsTable({ items, keys, timeZone, ownNamespace }: Props) {
  return (
    <ListTable
      label="Program definitions"
      columns={["Name", "Key", "Created"]}
      rows={items.map(({ id, displayName, namespace, createdDate }) => ({
        id,
        cells: [
          linkCell(`/program-definitions/${id}`, displayName || "Unnamed program definition", {
            namespace,
            ownNamespace,
          }),
          keyCell(keys.get(id)),
          timeCell(createdDate, timeZone, "date"),
        ],
      }))}
    />
  );
}
