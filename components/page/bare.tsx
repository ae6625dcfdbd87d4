import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";
import { CONTENT_ID } from "./skip-link";

interface Props {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
}

/** A page without the frame: sign-in, not found, forbidden, an outage. */
export function Bare({ title, description, children }: Props) {
  return (
    <main
      id={CONTENT_ID}
      tabIndex={-1}
      className="mx-auto grid min-h-dvh max-w-sm content-center gap-6 px-4 py-10 outline-none"
    >
      <header className="grid gap-5">
        <p className="flex items-center gap-2.5 text-[0.9375rem] font-semibold tracking-tight">
          <Mark className="size-7" />
          Poolkeeper
        </p>
        <div className="grid gap-1">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {description && <div className="text-pretty text-muted-foreground">{description}</div>}
        </div>
      </header>
      {children}
    </main>
  );
}
