import { Id } from "@/components/page/id";
import { SubjectLink } from "@/components/page/subject-link";
import { Time } from "@/components/page/time";
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Mapping } from "@/lib/mappings/mappings";

export function MappingsTable(props: { items: readonly Mapping[]; timeZone: string }) {
  return (
    <Table label="Mappings">
      <TableHead>
        <Column>Key</Column>
        <Column>In Wix</Column>
        <Column>External id</Column>
        <Column>Since</Column>
      </TableHead>
      <TableBody>
        {props.items.map((mapping) => (
          <Row key={mapping.id}>
            <Cell>
              <span className="font-mono font-medium wrap-anywhere">{mapping.key}</span>
              {mapping.generation > 1 && (
                <span className="text-muted-foreground"> · generation {mapping.generation}</span>
              )}
            </Cell>
            <Cell label="In Wix">
              {mapping.wixId ? (
                <span className="inline-flex flex-wrap items-center gap-1">
                  <SubjectLink kind={mapping.kind} id={mapping.wixId} />
                </span>
              ) : (
                <TextLink href={`/audit/${mapping.attemptId}`}>not settled yet</TextLink>
              )}
            </Cell>
            <Cell label="External id">
              <Id value={mapping.externalId} label="external id" />
            </Cell>
            <Cell label="Since">
              <Time value={mapping.createdAt} timeZone={props.timeZone} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  );
}
