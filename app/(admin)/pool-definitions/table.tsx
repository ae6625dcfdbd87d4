import { Credits } from "@/components/page/credits";
import { NamespaceBadge } from "@/components/page/namespace";
import { Time } from "@/components/page/time";
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { formatCount } from "@/lib/format";
import type { PoolDefinition } from "@/lib/wix/pool-definitions";

interface Props {
  items: readonly PoolDefinition[];
  timeZone: string;
  ownNamespace: string;
}

export function PoolDefinitionsTable({ items, timeZone, ownNamespace }: Props) {
  return (
    <Table label="Pool definitions">
      <TableHead>
        <Column>Name</Column>
        <Column numeric>Credits</Column>
        <Column>Benefits</Column>
        <Column>In</Column>
        <Column>Created</Column>
      </TableHead>
      <TableBody>
        {items.map((one) => (
          <Row key={one.id}>
            <Cell>
              <TextLink href={`/pool-definitions/${one.id}`}>
                {one.displayName || "Unnamed pool definition"}
              </TextLink>{" "}
              <NamespaceBadge namespace={one.namespace} own={ownNamespace} />
            </Cell>
            <Cell label="Credits" numeric>
              {one.details.creditConfiguration ? (
                <Credits
                  amount={one.details.creditConfiguration.amount}
                  unit={one.details.creditConfiguration.unitDisplayName}
                />
              ) : (
                "Unlimited"
              )}
            </Cell>
            <Cell label="Benefits">
              {one.details.benefits
                .map((benefit) => benefit.displayName || benefit.benefitKey)
                .join(", ")}
            </Cell>
            <Cell label="In">
              {one.programDefinitionIds.length === 0
                ? "No program definition"
                : formatCount(
                    one.programDefinitionIds.length,
                    "program definition",
                    "program definitions",
                  )}
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
