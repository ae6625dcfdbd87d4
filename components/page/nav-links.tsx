"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";
import { Icon, type IconName } from "@/components/ui/icon";

export interface NavItem {
  href: Route;
  label: string;
  icon: IconName;
}

export function NavLinks({ items }: { items: readonly NavItem[] }) {
  const path = usePathname();
  return (
    <ul className="grid gap-0.5">
      {items.map(({ href, label, icon }) => (
        <li key={href}>
          <Link href={href} aria-current={place(path, href)} className="nav-link">
            <Icon name={icon} />
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
