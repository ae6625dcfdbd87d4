import type { ReactNode } from "react";
import { cn } from "./cn";
import { urlOf } from "./href";
import { Icon, type IconName } from "./icon";
import { TextLink } from "./text-link";

export type CalloutTone = "info" | "success" | "warning" | "danger";

const looks: Record<CalloutTone, { icon: IconName; box: string; mark: string }> = {
  info: { icon: "info", box: "border-accent/30 bg-accent-soft", mark: "text-accent" },
  success: { icon: "circle-check", box: "border-success/30 bg-success-soft", mark: "text-success" },
  warning: {
    icon: "triangle-alert",
    box: "border-warning/35 bg-warning-soft",
    mark: "text-warning",
  },
  danger: { icon: "circle-x", box: "border-danger/30 bg-danger-soft", mark: "text-danger" },
};

interface Props {
  tone?: CalloutTone;
  title: string;
  /** `isBeside`: in a tab of its own, where this page has something to lose. */
  link?: { href: string; label: string; isBeside?: boolean };
  children?: ReactNode;
}

export function Callout({ tone = "info", title, link, children }: Props) {
  const { icon, box, mark } = looks[tone];
  return (
    <div className={cn("flex gap-3 rounded-lg border px-4 py-3", box)}>
      <Icon name={icon} className={cn("mt-0.5", mark)} />
      <div className="grid min-w-0 grow gap-1 wrap-break-word">
        <p className="font-medium">{title}</p>
        {children && <div className="max-w-prose text-foreground/85">{children}</div>}
        {link && (
          <p className="pt-0.5">
            <TextLink href={urlOf(link.href)} target={link.isBeside ? "_blank" : undefined}>
              {link.label}
              {link.isBeside && <span className="sr-only"> (in a new tab)</span>}
            </TextLink>
          </p>
        )}
      </div>
    </div>
  );
}
