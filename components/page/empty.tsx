import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

interface Props {
  icon?: IconName;
  title: string;
  /** What to do next: a link. */
  action?: ReactNode;
  children?: ReactNode;
}

export function Empty({ icon = "inbox", title, action, children }: Props) {
  return (
    <div className="grid justify-items-center gap-4 rounded-lg border border-dashed border-control/50 px-6 py-14 text-center">
      <span className="grid size-10 place-items-center rounded-lg border bg-surface text-muted-foreground">
        <Icon name={icon} className="size-5" />
      </span>
      <div className="grid gap-1">
        <p className="font-medium">{title}</p>
        {children && <div className="max-w-md text-pretty text-muted-foreground">{children}</div>}
      </div>
      {action}
    </div>
  );
}
