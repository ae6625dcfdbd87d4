import { MemberName } from "@/components/page/member-name";
import { NamespaceBadge } from "@/components/page/namespace";
import { StatusBadge } from "@/components/page/status-badge";
import { Time } from "@/components/page/time";
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Member } from "@/lib/wix/members";
import type { Program } from "@/lib/wix/programs";

interface Props {
  items: readonly Program[];
  members: ReadonlyMap<string, Member>;
  keys: ReadonlyMap<string, string>;
  timeZone: string;
  ownNamespace: string;
}

export function ProgramsTable({ items, members, keys, timeZone, ownNamespace }: Props) {
  return (
    <Table label="Programs">
      <TableHead>
        <Column>Program</Column>
        <Column>Member</Column>
        <Column>Key</Column>
        <Column>Status</Column>
        <Column>Created</Column>
      </TableHead>
      <TableBody>
        {items.map((one) => (
          <Row key={one.id}>
            <Cell>
              <TextLink href={`/programs/${one.id}`}>
                {one.displayName || "Unnamed program"}
              </TextLink>{" "}
              <NamespaceBadge namespace={one.namespace} own={ownNamespace} />
            </Cell>
            <Cell label="Member">
              <MemberName
                beneficiary={one.beneficiary}
                member={members.get(one.beneficiary.id ?? "")}
              />
            </Cell>
            <Cell label="Key">
              <span className="font-mono">{keys.get(one.id) ?? "–"}</span>
            </Cell>
            <Cell label="Status">
              <StatusBadge status={one.status} />
            </Cell>
            <Cell label="Created">
              <Time value={one.createdDate} timeZone={timeZone} style="date" />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  );
}
