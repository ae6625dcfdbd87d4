import type { Route } from "next";

/** Not `/`, which only leads here: Next would make the page twice. */
const start = "/program-definitions";

/** Where to go after signing in: a path of ours and nothing else, or the start. */
export function localPath(given: unknown): Route {
  const isOurs = typeof given === "string" && /^\/(?![/\\])[^\s\\]+$/.test(given);
  return (isOurs ? given : start) as Route;
}
