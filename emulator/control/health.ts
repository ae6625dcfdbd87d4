import { Hono } from "hono";
import type { Emulator } from "../emulator";
import type { Env } from "../server";

/** `/__emulator/health`: whose site this is and how much it holds. Costs nothing that grows with the site. */
export function healthControls({ site, config }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) =>
    c.json({
      ok: true,
      siteId: config.instanceId,
      appId: config.appId,
      isPersistent: config.data !== undefined,
      entities: site.store.size,
    }),
  );
  return app;
}
