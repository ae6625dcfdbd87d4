import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { invalid, type Refusal } from "./refusal";

const position = z.array(z.string().nullable());
const cursorShape = z.object({
  of: z.string(),
  filter: z.unknown().optional(),
  sort: z.array(z.object({ fieldName: z.string(), order: z.enum(["ASC", "DESC"]) })),
  limit: z.number(),
  direction: z.enum(["next", "prev"]),
  position,
});

/** All that the next request needs: it brings nothing else. `position` is the sort key of the entity at the edge. */
export type Cursor = z.output<typeof cursorShape>;

/** typings: `@maxLength 16000`. */
export const cursorLengthMax = 16_000;

export function sealCursor(cursor: Cursor, secret: string): string {
  const payload = Buffer.from(JSON.stringify(cursor)).toString("base64url");
  return `${payload}.${signature(payload, secret)}`;
}

/** Throws a 400 for a cursor that was not sealed here, or was for another query. */
export function openCursor(text: string, of: string, field: string, secret: string): Cursor {
  const [payload = "", seal = ""] = text.split(".");
  const expected = Buffer.from(signature(payload, secret));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw bad(field);
  const cursor = cursorShape.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  if (cursor.of !== of) throw bad(field);
  return cursor;
}

function signature(payload: string, secret: string): string {
  return createHmac("sha256", secret).update(payload).digest("base64url");
}

function bad(field: string): Refusal {
  return invalid({ field, description: "is not a valid cursor", violatedRule: "VALIDATION" });
}
