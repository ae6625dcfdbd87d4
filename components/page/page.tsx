import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Breadcrumbs } from "./breadcrumbs";
import type { Crumb } from "./crumb";

interface Props {
  title: string;
  description?: ReactNode;
  /** Stands beside the title: a status, a namespace. */
  status?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  actions?: ReactNode;
  /** A form is narrower than a list: lines stay readable. */
  width?: "wide" | "form";
  children: ReactNode;
}

export function Page(props: Props) {
  const { title, description, status, breadcrumbs = [], actions, width = "wide", children } = props;
  return (
    <div className={cn("mx-auto grid gap-6", width === "form" ? "max-w-2xl" : "max-w-6xl")}>
      <header className="grid gap-1.5">
        {breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
          <div className="grid min-w-0 gap-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="py-1 text-xl leading-7 font-semibold tracking-tight text-balance wrap-anywhere">
                {title}
              </h1>
              {status}
            </div>
            {description && (
              <div className="max-w-prose text-pretty text-muted-foreground">{description}</div>
            )}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      </header>
      <div className="grid min-w-0 gap-6 *:min-w-0">{children}</div>
    </div>
  );
}
