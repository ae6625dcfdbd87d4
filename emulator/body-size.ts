import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Env } from "./server";

/** Far more than any request but an import. */
export const requestSizeMax = 1024 * 1024;

/** Refuses a larger body with a 413, before it is read whole. The connection ends: the rest may still be on its way. */
export function limitBody(maxSize: number): MiddlewareHandler<Env> {
  const message = `The body is larger than ${maxSize} bytes`;
  return bodyLimit({
    maxSize,
    onError: (c) => c.json({ message, details: {} }, 413, { Connection: "close" }),
  });
}
