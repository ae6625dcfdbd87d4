import type { Context } from "hono";
import { Refusal } from "../refusal";
import type { Env } from "../server";
import { isTooDeep } from "../wire";

/** The JSON of a control's body. Throws a SyntaxError for what is none, and a 400 for what nothing here may recurse into. */
export async function bodyOf(c: Context<Env>): Promise<unknown> {
  const body: unknown = JSON.parse(await c.req.text());
  if (isTooDeep(body)) throw new Refusal(400, "The body is nested too deep.");
  return body;
}
