/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role,
   jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex --
   The roles are spelled out: a table whose display is changed loses them in some browsers. What
   scrolls takes the focus, so that the keyboard can scroll it. */
import type { ReactNode } from "react";
import { cn } from "./cn";

interface TableProps {
  /** What a screen reader calls the table and the region it scrolls in. */
  label: string;
  children: ReactNode;
}

/** On a phone each row is a card of labelled lines. */
export function Table({ label, children }: TableProps) {
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
        className="w-full border-collapse text-start text-compact tabular-nums stacked:block"
      >
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead role="rowgroup" className="border-b bg-muted/60 stacked:hidden">
      <tr role="row">{children}</tr>
    </thead>
  );
}

export function Column({ numeric, children }: { numeric?: boolean; children: ReactNode }) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={cn(
        "h-10 px-3 text-xs font-medium whitespace-nowrap text-muted-foreground first:ps-4 last:pe-4 sm:first:ps-5 sm:last:pe-5",
        numeric ? "text-end" : "text-start",
      )}
    >
      {children}
    </th>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody role="rowgroup" className="divide-y stacked:block">
      {children}
    </tbody>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return (
    <tr role="row" className="table-line">
      {children}
    </tr>
  );
}

interface CellProps {
  /** The name of the column, said before the value where rows are stacked; the title cell has none. */
  label?: string;
  numeric?: boolean;
  children?: ReactNode;
}

export function Cell({ label, numeric, children }: CellProps) {
  return (
    <td role="cell" className={cn("cell", numeric && "cell-number")} data-label={label}>
      {children}
    </td>
  );
}
