import "server-only";
import pino from "pino";
import { env } from "@/lib/env";

const secrets = ["authorization", "password", "secret", "token", "cookie", "apiKey"];

let root: pino.Logger | undefined;

/** The log: JSON lines on standard output; passwords, tokens and cookies never get into it. */
export function log(): pino.Logger {
  root ??= pino({
    level: env().logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[secret]",
    },
  });
  return root;
}
