import { Hono } from "hono";
import { avatar } from "../avatar";
import type { Emulator } from "../emulator";
import type { Env } from "../server";

/** `/__emulator/photos`: the pictures of members, drawn here. */
export function photoControls({ site }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/:file", (c) => {
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
  return app;
}
