import { z } from "zod";
import { user } from "./samples";
import { createPoolDefinition } from "@/lib/operations/pool-definitions";
import type { WixOperation } from "@/lib/operations/operation";
import { provisionProgram } from "@/lib/operations/programs";
import { runOperation } from "@/lib/operations/run";

// Runs an operation, and dies at a point of it as by `kill -9`: nothing is flushed, nothing is closed.
const order = z
  .object({
    operation: z.string(),
    point: z.enum(["authorize", "parse", "before", "record", "effect", "settle"]),
    actorId: z.string(),
    key: z.string(),
    input: z.unknown(),
  })
  .parse(JSON.parse(process.argv[2] ?? ""));

function die(at: typeof order.point): void {
  if (order.point === at) process.kill(process.pid, "SIGKILL");
}

/** The real operation, by its real name, dying where it is told. */
function mortal<I, B>(real: WixOperation<I, B>): WixOperation<I, B> {
  return {
    ...real,
    input: real.input.refine(() => {
      die("authorize");
      return true;
    }),
    before(input) {
      die("parse");
      return real.before(input);
    },
    namespaces(input, before) {
      die("before");
      return real.namespaces(input, before);
    },
    async run(input, before) {
      die("record");
      const effect = await real.run(input, before);
      die("effect");
      return effect;
    },
  };
}

const request = { actor: user("manager", order.actorId), key: order.key, source: "form" as const };

async function run<I, B>(real: WixOperation<I, B>): Promise<void> {
  if (real.name !== order.operation) return;
  await runOperation(mortal(real), order.input, request);
  die("settle");
}

await run(createPoolDefinition);
await run(provisionProgram);
throw new Error(`nobody died of ${order.operation} at ${order.point}`);
