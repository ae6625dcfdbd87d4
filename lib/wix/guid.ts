import "server-only";
import { z } from "zod";
import { guidPattern } from "@/lib/format";
import { WixError } from "./error";

/** A GUID of a form; what else is typed gets these words. */
export const guidOr = (words: string) =>
  z.string(words).trim().regex(guidPattern, words).toLowerCase().brand<"Guid">();

/** A GUID as Wix writes it. Checked before it becomes part of a path (wix-api.md 2.1). */
export const guid = guidOr("Give an id as Wix writes it: 36 characters, such as 8f3c1a2b-0d4e-….");
export type Guid = z.infer<typeof guid>;

/** The ids that filters name, those that are not empty; null when one is no GUID: then nothing fits. */
export function filterIds<K extends string>(
  given: Readonly<Record<K, string | undefined>>,
): { [name in K]?: Guid } | null {
  const ids: { [name in K]?: Guid } = {};
  for (const name in given) {
    if (given[name] === undefined) continue;
    const id = guid.safeParse(given[name]).data;
    if (!id) return null;
    ids[name] = id;
  }
  return ids;
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
