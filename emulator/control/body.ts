import type { Context } from "hono";
import { Refusal } from "../refusal";
import type { Env } from "../server";
import { isTooDeep } from "../wire";

/** The JSON of a control's body. Throws a SyntaxError for what is none, and a 400 for what nothing here may recurse into. */
export async function bodyOf(c: Context<Env>): Promise<unknown> {
  return parsed(await c.req.text());
}

/** The same, where none is an empty object. */
export async function optionalBodyOf(c: Context<Env>): Promise<unknown> {
  const text = await c.req.text();
  return text === "" ? {} : parsed(text);
}

function parsed(text: string): unknown {
  const body: unknown = JSON.parse(text);
  if (isTooDeep(body)) throw new Refusal(400, "The body is nested too deep.");
  return body;
}
