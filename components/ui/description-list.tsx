import type { ReactNode } from "react";

export function DescriptionList({ children }: { children: ReactNode }) {
  return <dl className="-my-2.5 divide-y">{children}</dl>;
}

export function Detail({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-2.5 sm:grid-cols-[minmax(8rem,11rem)_minmax(0,1fr)] sm:items-baseline">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 wrap-break-word tabular-nums">{children}</dd>
    </div>
  );
}
