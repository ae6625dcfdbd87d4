import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";

/** Our constant UUID, the name space of UUID v5. Changing it would orphan every key. */
const poolkeeper = "6b1f3c1e-8b0e-5d0a-9f53-0c5b7c6f2e11";

/** Wix's nouns that carry an externalId. */
export const mappedKinds = ["programs", "program-definitions"] as const;
export type MappedKind = (typeof mappedKinds)[number];

/** A business key: NFC, trimmed, case-sensitive, 1 to 100 characters, no control characters or half characters. */
export const businessKey = z
  .string()
  .normalize("NFC")
  .trim()
  .min(1, "Give a key, such as order-1001.")
  .max(100, "A key has 100 characters at most.")
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "A key has no line breaks or other control characters.");

/**
 * The externalId of a business key: UUID v5 of the JSON array [namespace, kind, key], and the generation
 * when it is not the first. The same key gives the same id for ever, with or without our database.
 */
export function externalIdOf(
  namespace: string,
  kind: MappedKind,
  key: string,
  generation = 1,
): string {
  const name = JSON.stringify(
    generation === 1 ? [namespace, kind, key] : [namespace, kind, key, generation],
  );
  const hash = createHash("sha1")
    .update(Buffer.from(poolkeeper.replaceAll("-", ""), "hex"))
    .update(name, "utf8")
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
