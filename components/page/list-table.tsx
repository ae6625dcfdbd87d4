"use client";

import { Cell, Row, Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { urlOf } from "@/components/ui/href";
import { Credits } from "./credits";
import { Id } from "./id";
import { KeyText } from "./key-text";
import type { ListCell, ListRow } from "./list-cells";
import { MemberName, Named } from "./member-name";
import { NamespaceBadge } from "./namespace-badge";
import { StatusBadge } from "./status-badge";
import { SubjectLink } from "./subject-link";
import { TimeText } from "./time";

interface Props {
  label: string;
  columns: readonly string[];
  numeric?: readonly string[];
  rows: readonly ListRow[];
}

/**
 * A table of many rows, each as data. Elements of a server component are made, written, read and made again for each
 * row: with fifty of them a page took a third longer (docs/adr/0007-lists-are-data.md).
 */
export function ListTable({ label, columns, numeric = [], rows }: Props) {
  return (
    <Table label={label} columns={columns} numeric={numeric}>
      {rows.map(({ id, cells }) => (
        <Row key={id}>
          {columns.map((column, index) => (
            <Cell key={column} numeric={numeric.includes(column)}>
              <Value cell={cells[index] ?? ""} />
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  );
}

type Of<K> = Extract<ListCell, { kind: K }>;

function Value({ cell }: { cell: ListCell }) {
  if (typeof cell === "string") return cell;
  switch (cell.kind) {
    case "link":
      return <Name {...cell} />;
    case "member":
      return <Named member={cell} />;
    case "beneficiary":
      return <MemberName beneficiary={cell.beneficiary} member={undefined} />;
    case "key":
      return <KeyText {...cell} />;
    case "status":
      return <StatusBadge status={cell.status} />;
    case "time":
      return <TimeText {...cell} />;
    case "credits":
      return <Credits {...cell} />;
    case "subject":
      return <SubjectLink kind={cell.subjectKind} id={cell.subjectId} name={cell.name} />;
    case "id":
      return <Id value={cell.id} label={cell.noun} />;
  }
}

function Name({ href, text, foreign }: Of<"link">) {
  return (
    <>
      <TextLink href={urlOf(href)}>{text}</TextLink>
      {foreign && (
        <>
          {" "}
          <NamespaceBadge namespace={foreign} />
        </>
      )}
    </>
  );
}
