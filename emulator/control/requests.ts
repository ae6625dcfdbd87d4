import { Hono } from "hono";
import { z } from "zod";
import type { Emulator } from "../emulator";
import type { Env } from "../server";

const whole = (max: number) => z.coerce.number().int().min(0).max(max);

const filter = {
  method: z.string().optional(),
  contains: z.string().optional(),
  since: whole(Number.MAX_SAFE_INTEGER).optional(),
  status: z.coerce.number().int().min(100).max(599).optional(),
};
const listQuery = z.strictObject(filter);
const nextQuery = z.strictObject({ ...filter, timeoutMs: whole(60_000).default(30_000) });

/** `/__emulator/requests`: what was asked and answered, and the next of it. */
export function requestControls({ log }: Emulator, closing: AbortSignal): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => c.json({ requests: log.list(listQuery.parse(c.req.query())) }));
  app.get("/next", async (c) => {
    const { timeoutMs, ...wanted } = nextQuery.parse(c.req.query());
    const signal = AbortSignal.any([closing, c.req.raw.signal]);
    const request = await log.next(wanted, { timeoutMs, signal });
    return c.json({ request: request ?? null });
  });
  return app;
}
