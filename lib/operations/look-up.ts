import "server-only";
import { z } from "zod";
import { nothing, operation } from "./operation";
import { lookUpNow } from "./reconcile";

const kind = "attempts";

/** Looks up now, in Wix, what became of an attempt: what the reconciler does each minute. */
export const lookUpAttempt = operation({
  name: "attempts.look-up",
  may: ["owner", "manager"],
  input: z.object({ attemptId: z.uuid() }),
  subject: ({ attemptId }) => ({ kind, id: attemptId }),
  before: nothing,
  namespaces: () => [],
  async run({ attemptId }) {
    return {
      subject: { kind, id: attemptId },
      after: { found: await lookUpNow(attemptId) },
    };
  },
  /** What it found is on record of the other attempt; who asked can ask again. */
  async settle() {
    return { outcome: "failed", kind: "not-done", why: "Nobody waited for what it found." };
  },
});
