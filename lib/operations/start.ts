import "server-only";
import { env, EnvironmentError } from "@/lib/env";
import { log } from "@/lib/log";
import { ensureFirstUsers } from "./first-users";
import { reconcile } from "./reconcile";

const kept: { poolkeeperReconciler?: NodeJS.Timeout } = globalThis as object;

/**
 * Begins this process: a wrong environment ends it with a sentence; the first user is made; what a
 * crash left open is settled, now and each minute. The database may still be absent: then later.
 */
export async function startServer(): Promise<void> {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`Poolkeeper cannot start.\n${error.message}\n`);
    process.exit(1);
  }
  await ensureFirstUsers().catch((err: unknown) => log().error({ err }, "first users not checked"));
  clearInterval(kept.poolkeeperReconciler);
  kept.poolkeeperReconciler = setInterval(round, env().reconcileEveryMs).unref();
  round();
}

function round() {
  reconcile().catch((err: unknown) => log().error({ err }, "reconciler round failed"));
}
