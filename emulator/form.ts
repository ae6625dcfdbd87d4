import type { Context } from "hono";
import { Refusal } from "./refusal";
import type { Env } from "./server";

/** The fields and files of a form. Throws a 400 for a body that is none. */
export async function formOf(c: Context<Env>): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody();
  } catch {
    throw new Refusal(400, "The form cannot be read.");
  }
}
