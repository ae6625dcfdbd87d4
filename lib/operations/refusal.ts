import "server-only";
import type { Json } from "@/lib/audit/canonical";

/** What we refuse ourselves, before anything is sent; `not-done` is what a look-up in Wix, or a person, found out later. */
export const localRefusalKinds = [
  "key-taken",
  "not-done",
  "other-input",
  "foreign-namespace",
  "email-taken",
  "not-settled",
  "no-such-user",
  "settled-already",
  "still-looking",
  "wix-id-missing",
  "wix-id-of-another",
  "wix-id-taken",
  "database-gone",
] as const;
export type LocalRefusalKind = (typeof localRefusalKinds)[number];

/** Thrown before anything was done; `data` has the facts for the words. */
export class LocalRefusal extends Error {
  override readonly name = "LocalRefusal";
  constructor(
    readonly kind: LocalRefusalKind,
    readonly data: { [name: string]: Json } = {},
  ) {
    super(kind);
  }
}
