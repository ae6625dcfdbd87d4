import { Hono } from "hono";
import { z } from "zod";
import type { Emulator } from "../emulator";
import { rateLimitShapes } from "../rate-limit";
import type { Env } from "../server";
import { bodyOf } from "./body";

const change = z.strictObject({
  perMinute: z.number().int().min(0).max(1_000_000).optional(),
  shape: z.enum(rateLimitShapes).optional(),
  retryAfter: z.boolean().optional(),
});

/** `/__emulator/rate-limit`: read, and change until the end of the process. */
export function rateLimitControls({ rateLimit }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => c.json(rateLimit.settings));
  app.put("/", async (c) => {
    const given = change.parse(await bodyOf(c));
    rateLimit.change({ ...rateLimit.settings, ...given });
    return c.json(rateLimit.settings);
  });
  return app;
}
