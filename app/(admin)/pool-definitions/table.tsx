import { creditsCell, linkCell, timeCell, type ListRow } from "@/components/page/list-cells";
import { ListTable } from "@/components/page/list-table";
import { formatCount } from "@/lib/format";
import type { PoolDefinition } from "@/lib/wix/pool-definitions";

interface Props {
  items: readonly PoolDefinition[];
  timeZone: string;
  ownNamespace: string;
}

export function PoolDefinitionsTable({ items, ...rest }: Props) {
  return (
    <ListTable
      label="Pool definitions"
      columns={["Name", "Credits", "Benefits", "In", "Created"]}
      numeric={["Credits"]}
      rows={items.map((poolDefinition) => rowOf(poolDefinition, rest))}
    />
  );
}

function rowOf(one: PoolDefinition, { timeZone, ownNamespace }: Omit<Props, "items">): ListRow {
  const { id, displayName, namespace, createdDate, programDefinitionIds } = one;
  const { benefits, creditConfiguration: credits } = one.details;
  return {
    id,
    cells: [
      linkCell(`/pool-definitions/${id}`, displayName || "Unnamed pool definition", {
        namespace,
        ownNamespace,
      }),
      creditsCell(credits, credits?.amount),
      benefits.map((benefit) => benefit.displayName || benefit.benefitKey).join(", "),
      membership(programDefinitionIds.length),
      timeCell(createdDate, timeZone, "date"),
    ],
  };
}

function membership(count: number): string {
  if (count === 0) return "No program definition";
  return formatCount(count, "program definition", "program definitions");
}
