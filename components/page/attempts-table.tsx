import { operationWord } from "@/components/operation-words";
import type { NamedAttempt } from "@/lib/operations/history";
import { aboutCell, linkCell, timeCell, type ListRow } from "./list-cells";
import { ListTable } from "./list-table";
import { statusOf } from "./status-badge";

interface Props {
  /** With what each was about, by name, where the table says that. */
  items: readonly (NamedAttempt & { subjectName?: string | undefined })[];
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

function rowOf(attempt: Props["items"][number], timeZone: string, isAboutMany: boolean): ListRow {
  const { id, operation, actorName, outcome, startedAt } = attempt;
  return {
    id,
    cells: [
      linkCell(`/audit/${id}`, operationWord(operation)),
      ...(isAboutMany ? [aboutCell(attempt)] : []),
      actorName,
      { kind: "status", status: statusOf(outcome) },
      timeCell(startedAt, timeZone),
    ],
  };
}
