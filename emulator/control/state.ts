import { Hono } from "hono";
import { z } from "zod";
import type { Emulator } from "../emulator";
import { seededState } from "../seed/seeded-state";
import type { Env } from "../server";
import { type SiteState, stateText } from "../state/site-state";
import { StateReader } from "../state/state-reader";
import { bodyOf } from "./body";

const seedRequest = z.strictObject({
  seed: z.string().min(1).max(200),
  programs: z.number().int().min(0).max(100_000),
});

/** `/__emulator/` reset, seed, export, import: the whole state. */
export function stateControls(emulator: Emulator): Hono<Env> {
  const { store } = emulator.site;
  const done = () => ({ ok: true, seed: store.seed, entities: store.size });
  const app = new Hono<Env>();
  app.post("/reset", (c) => {
    emulator.reset();
    return c.json(done());
  });
  app.post("/seed", async (c) => {
    const { seed, programs } = seedRequest.parse(await bodyOf(c));
    emulator.replace(seededState(seed, programs));
    return c.json(done());
  });
  app.get("/export", (c) => {
    const pieces = stateText(emulator.state());
    const encoder = new TextEncoder();
    const body = new ReadableStream({
      pull(controller) {
        const { value, done: isOver } = pieces.next();
        if (isOver) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
    });
    return c.body(body, 200, { "Content-Type": "application/json" });
  });
  app.post("/import", async (c) => {
    emulator.replace(await stateIn(c.req.raw.body));
    return c.json(done());
  });
  return app;
}

async function stateIn(body: ReadableStream<Uint8Array> | null): Promise<SiteState> {
  const reader = new StateReader();
  for await (const piece of body ?? []) reader.write(piece);
  return reader.end();
}
