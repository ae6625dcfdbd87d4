import { Cell, Row, Table } from "@/components/ui/table";

/** One field of a thing before and after; undefined where there was none. */
export interface Change {
  name: string;
  label: string;
  before?: string;
  after?: string;
}

export function Changes({ entries }: { entries: readonly Change[] }) {
  return (
    <Table label="What changed" columns={["Field", "Before", "After"]}>
      {entries.map(({ name, label, before, after }) => (
        <Row key={name}>
          <Cell>
            <span className="font-medium">{label}</span>
          </Cell>
          <Cell>
            <Side tag="del" value={before} />
          </Cell>
          <Cell>
            <Side tag="ins" value={after} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Side({ tag: Tag, value }: { tag: "del" | "ins"; value: string | undefined }) {
  if (value === undefined || value === "") {
    return <span className="text-muted-foreground">{value === "" ? "empty" : "none"}</span>;
  }
  const look = Tag === "del" ? "bg-danger-soft text-danger" : "bg-success-soft text-success";
  return (
    <Tag
      className={`rounded-sm box-decoration-clone px-1 py-0.5 whitespace-pre-line no-underline ${look}`}
    >
      {value}
    </Tag>
  );
}
