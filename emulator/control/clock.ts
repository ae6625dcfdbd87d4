import { Hono } from "hono";
import { z } from "zod";
import { duration } from "../duration";
import type { Emulator } from "../emulator";
import type { Env } from "../server";
import { advanceClock, readClock, setClock } from "../state/clock";

const setRequest = z.strictObject({
  now: z.iso.datetime({ offset: true }).optional(),
  frozen: z.boolean().optional(),
});

const advanceRequest = z.union([
  z.strictObject({ ms: z.number().int().min(0) }).transform(({ ms }) => ({ months: 0, ms })),
  z.strictObject({ duration }).transform((request) => request.duration),
]);

/** `/__emulator/clock`: read, set, freeze, advance. */
export function clockControls({ site }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => c.json(readClock(site)));
  app.put("/", async (c) => {
    setClock(site, setRequest.parse(await c.req.json()));
    return c.json(readClock(site));
  });
  app.post("/advance", async (c) => {
    advanceClock(site, advanceRequest.parse(await c.req.json()));
    return c.json(readClock(site));
  });
  return app;
}
