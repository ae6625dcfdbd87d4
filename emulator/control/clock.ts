import { Hono } from "hono";
import { z } from "zod";
import { duration, later } from "../duration";
import type { Emulator } from "../emulator";
import type { Env } from "../server";
import { advanceClock, readClock, setClock } from "../state/clock";
import { renewInCycles } from "../state/cycles";
import { bodyOf } from "./body";

const setRequest = z.strictObject({
  now: z.iso.datetime({ offset: true }).optional(),
  frozen: z.boolean().optional(),
});

const advanceRequest = z.union([
  z.strictObject({ ms: z.number().int().min(0) }).transform(({ ms }) => ({ months: 0, ms })),
  z.strictObject({ duration }).transform((request) => request.duration),
]);

const place = { every: duration, namespace: z.string().optional() };
const renewRequest = z.union([
  z.strictObject({ ...place, until: z.iso.datetime({ offset: true }) }),
  z.strictObject({ ...place, for: duration }),
]);

/** `/__emulator/clock`: read, set, freeze, advance, renew in cycles. */
export function clockControls({ site }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => c.json(readClock(site)));
  app.put("/", async (c) => {
    setClock(site, setRequest.parse(await bodyOf(c)));
    return c.json(readClock(site));
  });
  app.post("/advance", async (c) => {
    advanceClock(site, advanceRequest.parse(await bodyOf(c)));
    return c.json(readClock(site));
  });
  app.post("/renew", async (c) => {
    const request = renewRequest.parse(await bodyOf(c));
    const until =
      "until" in request ? Date.parse(request.until) : later(site.store.clock(), request.for);
    const { every, namespace } = request;
    const renewals = renewInCycles(site, { every, until, namespace });
    return c.json({ ...readClock(site), renewals });
  });
  return app;
}
