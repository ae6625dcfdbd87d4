"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export interface NavItem {
  href: Route;
  label: string;
  icon?: ReactNode;
}

export function NavLinks({ items }: { items: readonly NavItem[] }) {
  const path = usePathname();
  return (
    <ul className="grid gap-0.5">
      {items.map(({ href, label, icon }) => (
        <li key={href}>
          <Link
            href={href}
            aria-current={place(path, href)}
            className="flex min-h-10 items-center gap-2.5 rounded-lg px-2.5 font-medium text-muted-foreground hover:bg-muted hover:text-foreground aria-[current]:bg-accent-soft aria-[current]:text-accent lg:min-h-9 [&_svg]:size-4 [&_svg]:shrink-0"
          >
            {icon}
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** "page" on the list itself, "true" on what lies below it. */
function place(path: string, href: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return path.startsWith(`${href}/`) ? "true" : undefined;
}
