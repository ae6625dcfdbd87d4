import { Credits } from "@/components/page/credits";
import { StatusBadge } from "@/components/page/status-badge";
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Balance } from "@/lib/wix/balances";
import type { Pool } from "@/lib/wix/pools";

/** The pools of one program. */
export function Pools(props: { items: readonly Pool[]; balances: ReadonlyMap<string, Balance> }) {
  return (
    <Table label="Pools">
      <TableHead>
        <Column>Pool</Column>
        <Column>Status</Column>
        <Column numeric>Available</Column>
        <Column numeric>In each period</Column>
      </TableHead>
      <TableBody>
        {props.items.map((pool) => {
          const credits = pool.details.creditConfiguration;
          const available = props.balances.get(pool.id)?.available;
          return (
            <Row key={pool.id}>
              <Cell>
                <TextLink href={`/pools/${pool.id}`}>{pool.displayName || "Unnamed pool"}</TextLink>
              </Cell>
              <Cell label="Status">
                <StatusBadge status={pool.status} />
              </Cell>
              <Cell label="Available" numeric>
                {credits ? (
                  <Credits amount={available} unit={credits.unitDisplayName} />
                ) : (
                  "Unlimited"
                )}
              </Cell>
              <Cell label="In each period" numeric>
                {credits ? (
                  <Credits amount={credits.amount} unit={credits.unitDisplayName} />
                ) : (
                  "Unlimited"
                )}
              </Cell>
            </Row>
          );
        })}
      </TableBody>
    </Table>
  );
}
