import { Hono } from "hono";
import { z } from "zod";
import type { Emulator } from "../emulator";
import { Refusal } from "../refusal";
import type { Env } from "../server";
import { runDueJobs } from "../state/run-jobs";
import { optionalBodyOf } from "./body";
import { deedOf } from "./deeds";

const search = z.object({
  text: z.string().default(""),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/**
 * `/__emulator/entities`: what each collection holds, newest first, with the fields that the API does not show; and what
 * can be done to one of it.
 */
export function entityControls({ site }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => {
    runDueJobs(site);
    const collections = site.store.collections.map(({ name, size }) => ({ name, count: size }));
    return c.json({ collections });
  });
  app.get("/:name", (c) => {
    runDueJobs(site);
    const { text, offset, limit } = search.parse(c.req.query());
    const name = c.req.param("name");
    const collection = site.store.collections.find((one) => one.name === name);
    if (!collection) throw new Refusal(404, `There is no collection "${name}".`);
    const found = collection
      .inOrder()
      .toReversed()
      .filter((entity) => text === "" || JSON.stringify(entity).includes(text));
    const next = offset + limit < found.length ? offset + limit : null;
    return c.json({ entities: found.slice(offset, offset + limit), count: found.length, next });
  });
  app.post("/:name/:id/:deed", async (c) => {
    const { name, id, deed } = c.req.param();
    const act = deedOf(name, deed);
    const given = await optionalBodyOf(c);
    runDueJobs(site);
    site.store.transact(() => act(site, id, given));
    return c.json({ ok: true });
  });
  return app;
}
