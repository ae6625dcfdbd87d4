import { Hono } from "hono";
import { z } from "zod";
import type { Emulator } from "../emulator";
import type { Env } from "../server";

const change = z.record(z.string(), z.string().nullable());

/** `/__emulator/assumptions`: the table with the choices in force; who asks for a page gets the console's. */
export function assumptionControls({ choices }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => {
    const isPage = c.req.header("accept")?.includes("text/html");
    if (isPage) return c.redirect("/__emulator/console/assumptions");
    return c.json({ assumptions: choices.rows() });
  });
  app.put("/", async (c) => {
    choices.change(change.parse(await c.req.json()));
    return c.json({ assumptions: choices.rows() });
  });
  app.delete("/", (c) => {
    choices.clear();
    return c.json({ assumptions: choices.rows() });
  });
  return app;
}
