import "server-only";
import { currentViewer } from "@/lib/auth/viewer";
import { isDatabaseGone } from "@/lib/db";
import { log } from "@/lib/log";
import type { Operation } from "./operation";
import { failureOf, type Outcome } from "./outcome";
import { currentRequestId } from "./query";
import { LocalRefusal } from "./refusal";
import { runOperation } from "./run";

/** What a form gets: an outcome, or that its session is over. */
export type Acted = Outcome | { status: "signed-out" };

/** Runs an operation for who is signed in, with the key that their form was rendered with. */
export async function act<I, B>(
  operation: Operation<I, B>,
  input: unknown,
  key: string,
): Promise<Acted> {
  try {
    const viewer = await currentViewer();
    if (!viewer) return { status: "signed-out" };
    const requestId = await currentRequestId();
    return await runOperation(operation, input, {
      actor: viewer.actor,
      key,
      source: "form",
      requestId,
    });
  } catch (error) {
    if (!isDatabaseGone(error)) throw error;
    log().error({ err: error, operation: operation.name }, "database is gone");
    const failure = failureOf(new LocalRefusal("database-gone"));
    if (!failure) throw error;
    return { status: "failed", attemptId: null, failure };
  }
}
