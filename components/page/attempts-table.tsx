import { operationWord } from "@/components/operation-words";
import { StatusBadge, statusOf } from "@/components/page/status-badge";
import { Time } from "@/components/page/time";
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { NamedAttempt } from "@/lib/operations/history";

interface Props {
  items: readonly NamedAttempt[];
  timeZone: string;
  label: string;
  /** The subject's own column, where the table is about many. */
  subject?: (attempt: NamedAttempt) => React.ReactNode;
}

/** Attempts: when, who, what, what became of it. */
export function AttemptsTable({ items, timeZone, label, subject }: Props) {
  return (
    <Table label={label}>
      <TableHead>
        <Column>What</Column>
        {subject && <Column>About</Column>}
        <Column>Who</Column>
        <Column>Outcome</Column>
        <Column>When</Column>
      </TableHead>
      <TableBody>
        {items.map((attempt) => (
          <Row key={attempt.id}>
            <Cell>
              <TextLink href={`/audit/${attempt.id}`}>{operationWord(attempt.operation)}</TextLink>
            </Cell>
            {subject && <Cell label="About">{subject(attempt)}</Cell>}
            <Cell label="Who">{attempt.actorName}</Cell>
            <Cell label="Outcome">
              <StatusBadge status={statusOf(attempt.outcome)} />
            </Cell>
            <Cell label="When">
              <Time value={attempt.startedAt} timeZone={timeZone} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  );
}
