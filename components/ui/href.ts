import type { Route } from "next";
import type { UrlObject } from "node:url";

/** What a link may point at: a route that Next knows, or a URL made at run time by `urlOf`. */
export type Href<T extends string> = Route<T> | UrlObject;

/** An address that is known only at run time, in the form in which typed routes let it pass. */
export function urlOf(href: string): UrlObject {
  const { pathname, search, hash } = new URL(href, "http://localhost");
  return { pathname, search, hash };
}
