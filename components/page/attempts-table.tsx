import { operationWord } from "@/components/operation-words";
import type { NamedAttempt } from "@/lib/operations/history";
import { linkCell, timeCell, type ListRow } from "./list-cells";
import { ListTable } from "./list-table";
import { statusOf } from "./status-badge";

interface Props {
  items: readonly NamedAttempt[];
  timeZone: string;
  label: string;
  /** With a column that tells what each was about, where the table is about many things. */
  isAboutMany?: boolean;
}

/** Attempts: when, who, what, what became of it. */
export function AttemptsTable({ items, timeZone, label, isAboutMany = false }: Props) {
  return (
    <ListTable
      label={label}
      columns={["What", ...(isAboutMany ? ["About"] : []), "Who", "Outcome", "When"]}
      rows={items.map((attempt) => rowOf(attempt, timeZone, isAboutMany))}
    />
  );
}

function rowOf(attempt: NamedAttempt, timeZone: string, isAboutMany: boolean): ListRow {
  const { id, operation, subjectKind, subjectId, actorName, outcome, startedAt } = attempt;
  return {
    id,
    cells: [
      linkCell(`/audit/${id}`, operationWord(operation)),
      ...(isAboutMany ? [{ kind: "subject" as const, subjectKind, subjectId }] : []),
      actorName,
      { kind: "status", status: statusOf(outcome) },
      timeCell(startedAt, timeZone),
    ],
  };
}
