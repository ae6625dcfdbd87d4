import { Hono } from "hono";
import type { Emulator } from "../emulator";
import type { Env } from "../server";
import { bodyOf } from "./body";

/** `/__emulator/faults`: the plan of misfortunes: read, replace, add to, clear. */
export function faultControls({ faults }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => c.json(faults.plan()));
  app.put("/", async (c) => {
    faults.replace(await bodyOf(c));
    return c.json(faults.plan());
  });
  app.post("/", async (c) => c.json({ fault: faults.add(await bodyOf(c)) }));
  app.delete("/", (c) => {
    faults.clear();
    return c.json({ ok: true });
  });
  return app;
}
