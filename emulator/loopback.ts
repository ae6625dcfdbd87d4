import type { Context } from "hono";
import type { Env } from "./server";

const names = ["127.0.0.1", "localhost", "[::1]"];

/** The Host header names this machine and this port: a page on another name that resolves here (DNS rebinding) does not. */
export function isOwnHost(c: Context<Env>): boolean {
  return ownHosts(c).includes(c.req.header("host")?.toLowerCase() ?? "");
}

/** No Origin, or our own: any web page can post to loopback, but it cannot hide where it comes from. */
export function isOwnOrigin(c: Context<Env>): boolean {
  const origin = c.req.header("origin");
  return origin === undefined || ownHosts(c).some((host) => origin === `http://${host}`);
}

function ownHosts(c: Context<Env>): string[] {
  const port = c.env.incoming.socket.localPort;
  return names.map((name) => `${name}:${port}`);
}
