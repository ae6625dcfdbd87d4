"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

/** The same address again, whole: a new request, before JavaScript too. */
export function ReloadLink({ children }: { children: ReactNode }) {
  const path = usePathname();
  const search = useSearchParams().toString();
  return (
    <a
      href={search ? `${path}?${search}` : path}
      className="inline-flex min-h-6 items-center font-medium underline underline-offset-3"
    >
      {children}
    </a>
  );
}
