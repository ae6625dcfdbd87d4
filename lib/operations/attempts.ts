import "server-only";
import { z } from "zod";
import { endAttempt } from "@/lib/audit/attempts";
import { erasePayloads } from "@/lib/audit/entries";
import { db } from "@/lib/db";
import { bindMapping, isMapped, mappingOfAttempt, releaseMapping } from "@/lib/mappings/mappings";
import { siteId } from "@/lib/site";
import { guid } from "@/lib/wix/guid";
import { isLongInDoubt } from "./claim";
import { requiredText, text } from "./details";
import { readHeld } from "./held";
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
  /** The entity that the decision names, as Wix holds it: what it is tied to must exist. */
  async before({ attemptId, wasDone, wixId }) {
    if (!wasDone || !wixId) return null;
    const attempt = await db().attempt.findFirst({ where: { id: attemptId, siteId: siteId() } });
    return attempt ? readHeld(kindOf(attempt), wixId) : null;
  },
  async run({ attemptId, wasDone, wixId, note }, tx, _, held) {
    const attempt = await tx.attempt.findFirst({ where: { id: attemptId, siteId: siteId() } });
    if (attempt?.outcome !== "unknown" && attempt?.outcome !== "intended") {
      throw new LocalRefusal("settled-already");
    }
    if (attempt.errorCode !== "needs-person" && !(await isLongInDoubt(attemptId, tx))) {
      throw new LocalRefusal("still-looking");
    }
    const id = wixId ?? attempt.subjectId;
    const subject = id && wasDone ? { kind: kindOf(attempt), id } : null;
    const mapping = wasDone ? await mappingOfAttempt(tx, attemptId) : null;
    if (mapping && !subject) throw new LocalRefusal("wix-id-missing");
    if (subject && (await isMapped(tx, attemptId, subject))) throw new LocalRefusal("wix-id-taken");
    // The key stands for this id, for good.
    if (mapping && held && "externalId" in held && held.externalId !== mapping.externalId) {
      throw new LocalRefusal("wix-id-of-another");
    }
    const content = { after: { wasDone }, note };
    const at = await endAttempt(tx, attemptId, {
      type: "settled-by-hand",
      subject,
      // Beside the payload, which can be erased.
      errorCode: wasDone ? null : "not-done",
      wixRequestId: null,
      content,
    });
    if (!at) throw new LocalRefusal("settled-already");
    if (subject) await bindMapping(tx, attemptId, subject.id, at);
    if (!wasDone) await releaseMapping(tx, attemptId);
    return { subject: { kind: "attempts", id: attemptId }, after: { wasDone } };
  },
});

/** Takes away what may be personal of an attempt: for good, and the chain still holds. That it was done is on record. */
export const eraseAttempt = localOperation({
  name: "attempts.erase",
  may: ["owner"],
  input: z.object({ attemptId: z.uuid(), note: requiredText(500, "The reason") }),
  async run({ attemptId }, tx) {
    const attempt = await tx.attempt.findFirst({ where: { id: attemptId, siteId: siteId() } });
    if (!attempt || attempt.settledAt === null) throw new LocalRefusal("not-settled");
    const erased = await erasePayloads(tx, attemptId);
    return { subject: { kind: "attempts", id: attemptId }, after: { erased } };
  },
});

/** The noun that an attempt is about, also before it has made one. */
function kindOf(attempt: { subjectKind: string | null; operation: string }): string {
  return attempt.subjectKind ?? attempt.operation.split(".")[0] ?? "";
}
