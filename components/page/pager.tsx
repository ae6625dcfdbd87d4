import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Button, buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { formatCount } from "@/lib/format";
import { searchWith, type SearchParams } from "./search-params";

interface Props {
  searchParams: SearchParams;
  next?: string;
  previous?: string;
  /** How many rows this page shows, and how many it could. */
  count?: number;
  limit: number;
  limits?: readonly number[];
}

/** `?cursor` and `?limit`; all other parameters stay. Without a cursor it is the first page. */
export function Pager({
  searchParams,
  next,
  previous,
  count,
  limit,
  limits = [25, 50, 100],
}: Props) {
  const toCursor = (cursor?: string) => searchWith(searchParams, { cursor });
  const isFirst = !searchParams.cursor;
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 text-compact text-muted-foreground tabular-nums"
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {count !== undefined && <p>{formatCount(count, "row", "rows")} on this page</p>}
        <div className="flex items-center gap-1">
          <span className="pe-1">Rows a page</span>
          {limits.map((size) => (
            <Link
              key={size}
              href={searchWith(searchParams, { limit: String(size), cursor: undefined })}
              aria-current={size === limit ? "true" : undefined}
              aria-label={`${size} rows a page`}
              className="inline-flex min-h-7 min-w-8 items-center justify-center rounded-md px-1.5 hover:bg-muted hover:text-foreground aria-[current]:bg-muted aria-[current]:font-medium aria-[current]:text-foreground max-sm:min-h-10 max-sm:min-w-10"
            >
              {size}
            </Link>
          ))}
        </div>
      </div>
      <div className="flex items-center gap-2">
        <Step to={isFirst ? undefined : toCursor()}>
          <Icon name="chevrons-left" className="rtl:-scale-x-100" />
          First
        </Step>
        <Step to={previous ? toCursor(previous) : undefined}>
          <Icon name="chevron-left" className="rtl:-scale-x-100" />
          Previous
        </Step>
        <Step to={next ? toCursor(next) : undefined}>
          Next
          <Icon name="chevron-right" className="rtl:-scale-x-100" />
        </Step>
      </div>
    </nav>
  );
}

/** Where there is nothing to go to, the place stays: a button that is off. */
function Step({ to, children }: { to?: `?${string}`; children: ReactNode }) {
  if (!to) {
    return (
      <Button size="sm" disabled>
        {children}
      </Button>
    );
  }
  return (
    <Link href={to} className={buttonClass({ size: "sm" })}>
      {children}
    </Link>
  );
}
