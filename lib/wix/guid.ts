import "server-only";
import { z } from "zod";
import { WixError } from "./error";

/** A GUID as Wix writes it. Checked before it becomes part of a path (wix-api.md 2.1). */
export const guid = z.guid().toLowerCase().brand<"Guid">();
export type Guid = z.infer<typeof guid>;

/** A GUID that a filter may name; undefined for anything else, as if it were not there. */
export function optionalGuid(text: string | undefined): Guid | undefined {
  return guid.safeParse(text).data;
}

/** `text` as a GUID. Throws WixError `not-found` when it is none: nothing can have such an id. */
export function toGuid(text: string): Guid {
  const parsed = guid.safeParse(text);
  if (!parsed.success) throw new WixError({ kind: "not-found", action: "read an id" });
  return parsed.data;
}

/** An id that Wix must have sent. Throws WixError `unreadable` when there is none, or when it is no GUID. */
export function requiredGuid(value: string | null | undefined, name: string): Guid {
  const parsed = guid.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WixError({ kind: "unreadable", action: `read ${name}`, data: { missing: name } });
}

/** What Wix must have sent. Throws WixError `unreadable` that names it when it did not. */
export function required<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) {
    throw new WixError({ kind: "unreadable", action: `read ${name}`, data: { missing: name } });
  }
  return value;
}
