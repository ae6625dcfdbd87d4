import { Hono } from "hono";
import { z } from "zod";
import type { Emulator } from "../emulator";
import type { Env } from "../server";
import { freeObject } from "../shapes";
import { bodyOf } from "./body";

/** A record passes over this key, which is no assumption either. */
const change = freeObject
  .refine((body) => !Object.hasOwn(body, "__proto__"), 'there is no assumption "__proto__"')
  .pipe(z.record(z.string(), z.string().nullable()));

/** `/__emulator/assumptions`: the table with the choices in force; who asks for a page gets the console's. */
export function assumptionControls({ choices }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => {
    const isPage = c.req.header("accept")?.includes("text/html");
    if (isPage) return c.redirect("/__emulator/console/assumptions");
    return c.json({ assumptions: choices.rows() });
  });
  app.put("/", async (c) => {
    choices.change(change.parse(await bodyOf(c)));
    return c.json({ assumptions: choices.rows() });
  });
  app.delete("/", (c) => {
    choices.clear();
    return c.json({ assumptions: choices.rows() });
  });
  return app;
}
