import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { avatar } from "./avatar";
import { consoleApp } from "./console/console";
import { clockControls } from "./control/clock";
import { entityControls } from "./control/entities";
import type { Emulator } from "./emulator";
import { isOwnOrigin } from "./loopback";
import { Refusal } from "./refusal";
import type { Env } from "./server";
import { runDueJobs } from "./state/run-jobs";

const requestsQuery = z.object({
  method: z.string().optional(),
  contains: z.string().optional(),
  since: z.coerce.number().int().min(0).optional(),
});

/** What steers the emulator; never part of the API. */
export function controlApp(emulator: Emulator): Hono<Env> {
  const { site, config, faults, log } = emulator;
  const app = new Hono<Env>();
  app.use("*", async (c, next) => {
    if (!isOwnOrigin(c)) return c.json({ message: "Not for other origins" }, 403);
    await next();
  });
  app.onError((error, c) => {
    // A refusal of the state names a status of its own; Hono's type leaves out the few that have no body.
    if (error instanceof Refusal) {
      return c.json({ message: error.message }, error.status as ContentfulStatusCode);
    }
    if (!(error instanceof z.ZodError) && !(error instanceof SyntaxError)) throw error;
    return c.json({ message: error.message }, 400);
  });
  app.get("/health", (c) => {
    const entities = Object.values(site.store.contents()).flat().length;
    return c.json({
      ok: true,
      siteId: config.instanceId,
      appId: config.appId,
      isPersistent: config.data !== undefined,
      entities,
    });
  });
  app.post("/reset", (c) => {
    emulator.reset();
    return c.json({ ok: true, seed: site.store.seed });
  });
  app.get("/faults", (c) => c.json({ faults: faults.list() }));
  app.post("/faults", async (c) => c.json({ fault: faults.add(await c.req.json()) }));
  app.delete("/faults", (c) => {
    faults.clear();
    return c.json({ ok: true });
  });
  app.get("/requests", (c) => {
    return c.json({ requests: log.list(requestsQuery.parse(c.req.query())) });
  });
  app.get("/export", (c) => {
    runDueJobs(site);
    const { seed, counters } = site.store;
    return c.json({
      siteId: config.instanceId,
      seed,
      counters,
      collections: site.store.contents(),
    });
  });
  app.route("/clock", clockControls(emulator));
  app.route("/entities", entityControls(emulator));
  app.get("/photos/:file", (c) => {
    const slug = c.req.param("file").replace(/\.svg$/, "");
    const [member] = site.members.find("profile.slug", slug);
    if (!member) return c.json({ message: "No such photo" }, 404);
    return c.body(avatar(member.profile.nickname), 200, {
      "Content-Type": "image/svg+xml",
      "Content-Security-Policy": "default-src 'none'",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Cache-Control": "public, max-age=3600",
    });
  });
  app.route("/", consoleApp(emulator, app));
  app.all("*", (c) => c.json({ message: "No such control" }, 404));
  return app;
}
