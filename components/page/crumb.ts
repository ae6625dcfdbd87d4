import type { Route } from "next";

/** One step of the way to a page. Made by `crumb`, which checks the address. */
export interface Crumb {
  href: string;
  label: string;
}

export function crumb<T extends string>(href: Route<T>, label: string): Crumb {
  return { href, label };
}
