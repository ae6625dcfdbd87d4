import type { Metadata } from "next";
import type { Answer } from "@/lib/operations/query";

/** The title of a tab: whose page it is, and what that is; the noun alone where it could not be read. */
export function titleOf<T>(found: Answer<T>, noun: string, name: (read: T) => string): Metadata {
  const own = found.ok ? name(found.value) : "";
  return { title: own ? `${own} · ${noun}` : noun };
}
