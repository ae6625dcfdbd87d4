import "server-only";
import { z } from "zod";
import { endAttempt } from "@/lib/audit/attempts";
import { bindMapping, isMapped, releaseMapping } from "@/lib/mappings/mappings";
import { guid } from "@/lib/wix/guid";
import { text } from "./details";
import { localOperation } from "./operation";
import { LocalRefusal } from "./refusal";

const decision = z.object({
  attemptId: z.uuid(),
  wasDone: z.boolean(),
  /** The entity in Wix, when it was done and the attempt did not say. */
  wixId: guid.nullable(),
  note: text(500, "The answer").min(1, "Say how you know it."),
});

/** What neither Wix nor a machine can tell, a person decides; the reason is kept. */
export const settleByHand = localOperation({
  name: "attempts.settle-by-hand",
  may: ["owner", "manager"],
  input: decision,
  async run({ attemptId, wasDone, wixId, note }, tx) {
    const attempt = await tx.attempt.findUnique({ where: { id: attemptId } });
    if (attempt?.outcome !== "unknown" && attempt?.outcome !== "intended") {
      throw new LocalRefusal("settled-already");
    }
    if (attempt.reconcileAt > new Date() && attempt.errorCode !== "needs-person") {
      throw new LocalRefusal("still-looking");
    }
    const kind = attempt.subjectKind ?? attempt.operation.split(".")[0] ?? "";
    const id = wixId ?? attempt.subjectId;
    const subject = id && wasDone ? { kind, id } : null;
    if (subject && (await isMapped(tx, attemptId, subject))) throw new LocalRefusal("wix-id-taken");
    const at = new Date();
    const content = { after: { wasDone }, note };
    await endAttempt(
      tx,
      attemptId,
      { type: "settled-by-hand", subject, errorCode: null, wixRequestId: null, content },
      at,
    );
    if (wasDone && subject) await bindMapping(tx, attemptId, subject.id, at);
    if (!wasDone) await releaseMapping(tx, attemptId);
    return { subject: { kind: "attempts", id: attemptId }, after: { wasDone } };
  },
});
