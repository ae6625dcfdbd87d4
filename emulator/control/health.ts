import { Hono } from "hono";
import type { Emulator } from "../emulator";
import type { Env } from "../server";

/** `/__emulator/health`: whose site this is, how much it holds, and what it was asked for in vain. Costs nothing that grows with the site. */
export function healthControls(emulator: Emulator): Hono<Env> {
  const { site, config } = emulator;
  const app = new Hono<Env>();
  app.get("/", (c) =>
    c.json({
      ok: true,
      siteId: config.instanceId,
      appId: config.appId,
      isPersistent: config.data !== undefined,
      entities: site.store.size,
      notEmulated: emulator.lacks,
    }),
  );
  return app;
}
