import { creditsCell, linkCell } from "@/components/page/list-cells";
import { ListTable } from "@/components/page/list-table";
import type { Balance } from "@/lib/wix/balances";
import type { Pool } from "@/lib/wix/pools";

/** The pools of one program. */
export function Pools(props: { items: readonly Pool[]; balances: ReadonlyMap<string, Balance> }) {
  return (
    <ListTable
      label="Pools"
      columns={["Pool", "Status", "Available", "In each period"]}
      numeric={["Available", "In each period"]}
      rows={props.items.map(({ id, displayName, status, details: { creditConfiguration } }) => ({
        id,
        cells: [
          linkCell(`/pools/${id}`, displayName || "Unnamed pool"),
          { kind: "status", status },
          creditsCell(creditConfiguration, props.balances.get(id)?.available),
          creditsCell(creditConfiguration, creditConfiguration?.amount),
        ],
      }))}
    />
  );
}
