import { Inbox, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  icon?: LucideIcon;
  title: string;
  /** What to do next: a link. */
  action?: ReactNode;
  children?: ReactNode;
}

export function Empty({ icon: Icon = Inbox, title, action, children }: Props) {
  return (
    <div className="grid justify-items-center gap-4 rounded-lg border border-dashed border-control/50 px-6 py-14 text-center">
      <span className="grid size-10 place-items-center rounded-lg border bg-surface text-muted-foreground">
        <Icon className="size-5" />
      </span>
      <div className="grid gap-1">
        <p className="font-medium">{title}</p>
        {children && <div className="max-w-md text-pretty text-muted-foreground">{children}</div>}
      </div>
      {action}
    </div>
  );
}
