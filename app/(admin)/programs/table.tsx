import {
  keyCell,
  linkCell,
  personCell,
  timeCell,
  type ListRow,
} from "@/components/page/list-cells";
import { ListTable } from "@/components/page/list-table";
import type { BoundKey } from "@/lib/mappings/mappings";
import type { Member } from "@/lib/wix/members";
import type { Program } from "@/lib/wix/programs";

interface Props {
  items: readonly Program[];
  members: ReadonlyMap<string, Member>;
  keys: ReadonlyMap<string, BoundKey>;
  timeZone: string;
  ownNamespace: string;
}

export function ProgramsTable({ items, ...rest }: Props) {
  return (
    <ListTable
      label="Programs"
      columns={["Program", "Member", "Key", "Status", "Created"]}
      rows={items.map((program) => rowOf(program, rest))}
    />
  );
}

function rowOf(
  program: Program,
  { members, keys, timeZone, ownNamespace }: Omit<Props, "items">,
): ListRow {
  const { id, displayName, namespace, beneficiary, status, createdDate } = program;
  return {
    id,
    cells: [
      linkCell(`/programs/${id}`, displayName || "Unnamed program", { namespace, ownNamespace }),
      personCell(beneficiary, members),
      keyCell(keys.get(id)),
      { kind: "status", status },
      timeCell(createdDate, timeZone, "date"),
    ],
  };
}
