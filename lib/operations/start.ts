import "server-only";
import { env, EnvironmentError } from "@/lib/env";
import { log } from "@/lib/log";
import { ensureFirstUsers } from "./first-users";
import { reconcile } from "./reconcile";

const kept: { poolkeeperRounds?: NodeJS.Timeout } = globalThis as object;

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
  let areUsersReady = await checkUsers();
  const round = async () => {
    areUsersReady ||= await checkUsers();
    await reconcile().catch((err: unknown) => log().error({ err }, "reconciler round failed"));
  };
  clearInterval(kept.poolkeeperRounds);
  kept.poolkeeperRounds = setInterval(() => void round(), env().reconcileEveryMs).unref();
  void round();
}

/** False when the database could not be asked. */
async function checkUsers(): Promise<boolean> {
  try {
    await ensureFirstUsers();
    return true;
  } catch (err) {
    log().error({ err }, "first users not checked");
    return false;
  }
}
