import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import type { Env } from "../server";

const style = readFileSync(join(import.meta.dirname, "..", "style.css"), "utf8");

/** `/__emulator/style.css`: the looks of the console and of the login page. */
export function styleControls(): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => c.body(style, 200, { "Content-Type": "text/css; charset=utf-8" }));
  return app;
}
