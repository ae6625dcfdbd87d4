import { creditsCell, linkCell, personCell, type ListRow } from "@/components/page/list-cells";
import { ListTable } from "@/components/page/list-table";
import type { Balance } from "@/lib/wix/balances";
import type { Member } from "@/lib/wix/members";
import type { Pool } from "@/lib/wix/pools";

interface Props {
  items: readonly Pool[];
  balances: ReadonlyMap<string, Balance>;
  members: ReadonlyMap<string, Member>;
  ownNamespace: string;
}

export function PoolsTable({ items, ...rest }: Props) {
  return (
    <ListTable
      label="Pools"
      columns={["Pool", "Member", "Program", "Status", "Available"]}
      numeric={["Available"]}
      rows={items.map((pool) => rowOf(pool, rest))}
    />
  );
}

function rowOf(pool: Pool, { balances, members, ownNamespace }: Omit<Props, "items">): ListRow {
  const { id, displayName, namespace, beneficiary, programId, programDisplayName, status } = pool;
  return {
    id,
    cells: [
      linkCell(`/pools/${id}`, displayName || "Unnamed pool", { namespace, ownNamespace }),
      personCell(beneficiary, members),
      linkCell(`/programs/${programId}`, programDisplayName || "Unnamed program"),
      { kind: "status", status },
      creditsCell(pool.details.creditConfiguration, balances.get(id)?.available),
    ],
  };
}
