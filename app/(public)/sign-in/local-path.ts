import type { Route } from "next";

/** Where to go after signing in: a path of ours and nothing else, or the start. */
export function localPath(given: unknown): Route {
  const isOurs = typeof given === "string" && /^\/(?![/\\])[^\s\\]*$/.test(given);
  return (isOurs ? given : "/") as Route;
}
