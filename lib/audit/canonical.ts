import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(json),
    z.record(z.string(), json),
  ]),
);

/** `value` as plain JSON: dates become ISO strings, undefined is left out. */
export function toJson(value: unknown): Json {
  return json.parse(JSON.parse(JSON.stringify(value ?? null)));
}

/** One writing for one value: members sorted by name, no white space. Dates are ISO strings. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(toJson(value)));
}

/** SHA-256 of the UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, held]) => [name, sorted(held)]));
}
