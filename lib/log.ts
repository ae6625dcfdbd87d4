import "server-only";
import pino from "pino";
import { env } from "@/lib/env";

const secretNames = /authorization|password|secret|token|cookie|api-?key/i;

/** How deep a secret is looked for; what lies deeper is cut off. */
const depthMax = 8;

let root: pino.Logger | undefined;

/** The log: JSON lines on standard output; passwords, tokens and cookies never get into it, whoever names them. */
export function log(): pino.Logger {
  root ??= pino({
    level: env().logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: (fields) => Object.fromEntries(struckOut(Object.entries(fields), 0)) },
    // Errors are plain by then.
    serializers: { err: (error: unknown) => error },
  });
  return root;
}

function struckOut(entries: [string, unknown][], depth: number): [string, unknown][] {
  return entries.map(([name, value]) => [
    name,
    secretNames.test(name) ? "[secret]" : plain(value, depth),
  ]);
}

function plain(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth === depthMax) return "[deeper]";
  if (Array.isArray(value)) return value.map((one) => plain(one, depth + 1));
  const held = value instanceof Error ? pino.stdSerializers.err(value) : value;
  return Object.fromEntries(struckOut(Object.entries(held), depth + 1));
}
