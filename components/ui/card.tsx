import type { ReactNode } from "react";
import { cn } from "./cn";

interface Props {
  title?: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** A table or list that brings its own edges lies flush with those of the card. */
  flush?: boolean;
  children: ReactNode;
}

export function Card({ title, description, actions, flush = false, children }: Props) {
  return (
    <section className="min-w-0 overflow-hidden rounded-lg border bg-surface">
      {(title || actions) && (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-3 sm:px-5">
          <div className="grid min-w-0 gap-0.5">
            {title && <h2 className="text-sm leading-6 font-semibold">{title}</h2>}
            {description && (
              <p className="max-w-prose text-compact text-muted-foreground">{description}</p>
            )}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={cn(!flush && "p-4 sm:p-5")}>{children}</div>
    </section>
  );
}
