import { NamespaceBadge } from "@/components/page/namespace";
import { Time } from "@/components/page/time";
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ProgramDefinition } from "@/lib/wix/program-definitions";

interface Props {
  items: readonly ProgramDefinition[];
  keys: ReadonlyMap<string, string>;
  timeZone: string;
  ownNamespace: string;
}

export function ProgramDefinitionsTable({ items, keys, timeZone, ownNamespace }: Props) {
  return (
    <Table label="Program definitions">
      <TableHead>
        <Column>Name</Column>
        <Column>Key</Column>
        <Column>Created</Column>
      </TableHead>
      <TableBody>
        {items.map((one) => (
          <Row key={one.id}>
            <Cell>
              <TextLink href={`/program-definitions/${one.id}`}>
                {one.displayName || "Unnamed program definition"}
              </TextLink>{" "}
              <NamespaceBadge namespace={one.namespace} own={ownNamespace} />
            </Cell>
            <Cell label="Key">
              <span className="font-mono">{keys.get(one.id) ?? "–"}</span>
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
