import "server-only";
import { z } from "zod";
import { guid } from "@/lib/wix/guid";
import * as wix from "@/lib/wix/pools";
import { areSameDetails, details, requiredText } from "./details";
import { operation } from "./operation";

const kind = "pools";

const poolChange = z.object({
  id: guid,
  revision: z.string().regex(/^\d{1,18}$/),
  displayName: requiredText(64, "The name"),
  details,
});

export const updatePool = operation({
  name: "pools.update",
  may: ["owner", "manager"],
  input: poolChange,
  subject: (input) => ({ kind, id: input.id }),
  before: (input) => wix.getPool(input.id),
  namespaces: (_, before) => [before.namespace],
  async run({ id, revision, displayName, details: changed }, before) {
    const pool = await wix.updatePool(before, revision, { displayName, details: changed });
    return { subject: { kind, id }, after: pool };
  },
  async settle({ input }) {
    const held = await wix.getPool(input.id);
    if (held.revision === input.revision) {
      return {
        outcome: "failed",
        kind: "not-done",
        why: "The pool still has the revision that was sent.",
      };
    }
    const isNext = BigInt(held.revision) === BigInt(input.revision) + 1n;
    const isSame =
      held.displayName === input.displayName && areSameDetails(held.details, input.details);
    if (isNext && isSame) {
      return { outcome: "succeeded", subject: { kind, id: held.id }, after: held };
    }
    const why = "The pool was changed since, so its revision does not tell.";
    return { outcome: "undecided", why, needsPerson: true };
  },
});
