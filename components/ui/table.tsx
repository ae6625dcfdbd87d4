/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role,
   jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex --
   The roles are spelled out: a table whose display is changed loses them in some browsers. What
   scrolls takes the focus, so that the keyboard can scroll it. */
import type { ReactNode } from "react";
import { cn } from "./cn";

interface TableProps {
  /** What a screen reader calls the table and the region it scrolls in. */
  label: string;
  /** The first is what a row is called; the names of the others stand before the values where rows are stacked. */
  columns: readonly string[];
  /** The columns of numbers. */
  numeric?: readonly string[];
  /** Rows. */
  children: ReactNode;
}

/** On a phone each row is a card of labelled lines; `table-rows` in app/parts.css labels six columns at most. */
export function Table({ label, columns, numeric = [], children }: TableProps) {
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={0}
      className="relative overflow-x-auto rounded-[inherit] focus-visible:-outline-offset-2"
    >
      <table
        role="table"
        aria-label={label}
        data-stack=""
        style={namesOf(columns)}
        className="w-full border-collapse text-start text-compact tabular-nums stacked:block"
      >
        <thead role="rowgroup" className="border-b bg-muted/60 stacked:hidden">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column}
                role="columnheader"
                scope="col"
                className={cn(
                  "h-10 px-3 text-xs font-medium whitespace-nowrap text-muted-foreground first:ps-4 last:pe-4 sm:first:ps-5 sm:last:pe-5",
                  numeric.includes(column) ? "text-end" : "text-start",
                )}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="table-rows divide-y stacked:block">
          {children}
        </tbody>
      </table>
    </div>
  );
}

/** For the style sheet, once: a name on each cell would be said in each row. */
function namesOf(columns: readonly string[]) {
  return Object.fromEntries(
    columns.map((column, index) => [`--column-${index + 1}`, JSON.stringify(column)]),
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <tr role="row">{children}</tr>;
}

export function Cell({ numeric, children }: { numeric?: boolean; children?: ReactNode }) {
  return (
    <td role="cell" className={numeric ? "numeric" : undefined}>
      {children}
    </td>
  );
}
