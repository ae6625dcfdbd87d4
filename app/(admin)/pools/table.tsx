import { Credits } from "@/components/page/credits";
import { MemberName } from "@/components/page/member-name";
import { NamespaceBadge } from "@/components/page/namespace";
import { StatusBadge } from "@/components/page/status-badge";
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Balance } from "@/lib/wix/balances";
import type { Member } from "@/lib/wix/members";
import type { Pool } from "@/lib/wix/pools";

interface Props {
  items: readonly Pool[];
  balances: ReadonlyMap<string, Balance>;
  members: ReadonlyMap<string, Member>;
  ownNamespace: string;
}

export function PoolsTable({ items, balances, members, ownNamespace }: Props) {
  return (
    <Table label="Pools">
      <TableHead>
        <Column>Pool</Column>
        <Column>Member</Column>
        <Column>Program</Column>
        <Column>Status</Column>
        <Column numeric>Available</Column>
      </TableHead>
      <TableBody>
        {items.map((pool) => (
          <Row key={pool.id}>
            <Cell>
              <TextLink href={`/pools/${pool.id}`}>{pool.displayName || "Unnamed pool"}</TextLink>{" "}
              <NamespaceBadge namespace={pool.namespace} own={ownNamespace} />
            </Cell>
            <Cell label="Member">
              <MemberName
                beneficiary={pool.beneficiary}
                member={members.get(pool.beneficiary.id ?? "")}
              />
            </Cell>
            <Cell label="Program">
              <TextLink href={`/programs/${pool.programId}`}>
                {pool.programDisplayName || "Unnamed program"}
              </TextLink>
            </Cell>
            <Cell label="Status">
              <StatusBadge status={pool.status} />
            </Cell>
            <Cell label="Available" numeric>
              {pool.details.creditConfiguration ? (
                <Credits
                  amount={balances.get(pool.id)?.available}
                  unit={pool.details.creditConfiguration.unitDisplayName}
                />
              ) : (
                "Unlimited"
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  );
}
