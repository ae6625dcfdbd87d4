import { Hono } from "hono";
import type { Emulator } from "../emulator";
import type { Env } from "../server";

/** `/__emulator/snapshots`: states by name: save, restore, list, delete. */
export function snapshotControls(emulator: Emulator): Hono<Env> {
  const { snapshots } = emulator;
  const app = new Hono<Env>();
  app.get("/", (c) => c.json({ snapshots: snapshots.list() }));
  app.put("/:name", (c) => {
    snapshots.save(c.req.param("name"), emulator.state());
    return c.json({ snapshots: snapshots.list() });
  });
  app.post("/:name/restore", (c) => {
    emulator.replace(snapshots.get(c.req.param("name")));
    return c.json({ ok: true, entities: emulator.site.store.size });
  });
  app.delete("/:name", (c) => {
    snapshots.delete(c.req.param("name"));
    return c.json({ snapshots: snapshots.list() });
  });
  return app;
}
