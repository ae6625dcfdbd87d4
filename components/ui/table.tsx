/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role,
   jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex --
   The roles are spelled out: a table whose display is changed loses them in some browsers. What
   scrolls takes the focus, so that the keyboard can scroll it. */
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Icon } from "./icon";
import { Link } from "./link";

interface TableProps {
  /** What a screen reader calls the table and the region it scrolls in. */
  label: string;
  /** On a phone: each row a card of labelled lines, or the table as it is, scrolling sideways. */
  narrow?: "stack" | "scroll";
  children: ReactNode;
}

export function Table({ label, narrow = "stack", children }: TableProps) {
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
        data-stack={narrow === "stack" ? "" : undefined}
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

interface ColumnProps {
  /** Said to screen readers only: a column of buttons. */
  quiet?: boolean;
  numeric?: boolean;
  /** A link that sorts by this column, and how the table is sorted by it now. */
  sort?: { href: `?${string}`; direction?: "ascending" | "descending" };
  children?: ReactNode;
}

export function Column({ quiet, numeric, sort, children }: ColumnProps) {
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sort && (sort.direction ?? "none")}
      className={cn(
        "h-10 px-3 text-xs font-medium whitespace-nowrap text-muted-foreground first:ps-4 last:pe-4 sm:first:ps-5 sm:last:pe-5",
        numeric ? "text-end" : "text-start",
      )}
    >
      {sort ? (
        <Link
          href={sort.href}
          className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-foreground [&_.icon]:size-3"
        >
          {children}
          <SortIcon direction={sort.direction} />
        </Link>
      ) : (
        <span className={cn(quiet && "sr-only")}>{children}</span>
      )}
    </th>
  );
}

function SortIcon({ direction }: { direction?: "ascending" | "descending" }) {
  if (direction === "ascending") return <Icon name="arrow-up" />;
  if (direction === "descending") return <Icon name="arrow-down" />;
  return <Icon name="arrow-up-down" className="opacity-60" />;
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
  /** A menu of the row: where rows are stacked, it goes to the corner of the card. */
  corner?: boolean;
  children?: ReactNode;
}

export function Cell({ label, numeric, corner, children }: CellProps) {
  return (
    <td
      role="cell"
      className={cn("cell", numeric && "cell-number", corner && "cell-corner")}
      data-label={label}
    >
      {children}
    </td>
  );
}
