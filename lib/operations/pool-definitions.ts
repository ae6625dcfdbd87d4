import "server-only";
import { z } from "zod";
import { claimedSubjects, isUnderWay } from "@/lib/audit/attempts";
import { env } from "@/lib/env";
import { guid, guidOr } from "@/lib/wix/guid";
import * as wix from "@/lib/wix/pool-definitions";
import { getProgramDefinition } from "@/lib/wix/program-definitions";
import { areSameDetails, details, requiredText } from "./details";
import { createdFrom, nothing, operation } from "./operation";

const kind = "pool-definitions";

/** How long a created entity may take to be found by a query, in ms. Source: architecture.md. */
const appearsWithinMs = 120_000;

const newPoolDefinition = z.object({
  namespace: requiredText(20, "The namespace"),
  displayName: requiredText(128, "The name"),
  details,
});

const name = "pool-definitions.create";

export const createPoolDefinition = operation({
  name,
  may: ["owner", "manager"],
  input: newPoolDefinition,
  before: nothing,
  namespaces: (input) => [input.namespace],
  async run(input) {
    const created = await wix.createPoolDefinition(input);
    return { subject: { kind, id: created.id }, after: created };
  },
  /** Wix keeps no key of ours on a pool definition: what was made since, with all the same content. */
  async settle({ attemptId, input, startedAt, now }) {
    const items = await createdSinceThen(input.namespace, createdFrom(startedAt));
    const claimed = await claimedSubjects(
      name,
      attemptId,
      items.map((one) => one.id),
    );
    const [found, another] = items.filter(
      (one) =>
        !claimed.has(one.id) &&
        one.displayName === input.displayName &&
        areSameDetails(one.details, input.details),
    );
    if (another) {
      return {
        outcome: "undecided",
        why: "Several such pool definitions exist.",
        needsPerson: true,
      };
    }
    if (found && (await isUnderWay(name, attemptId, input, 2 * env().wixDeadlineMs))) {
      const why = "Another one that is the same in all is just being made.";
      return { outcome: "undecided", why, needsPerson: false };
    }
    if (found) {
      const subject = { kind, id: found.id };
      return { outcome: "succeeded", isSole: true, subject, after: found };
    }
    if (now.getTime() - startedAt.getTime() < appearsWithinMs) {
      return { outcome: "undecided", why: "It may still appear.", needsPerson: false };
    }
    return { outcome: "failed", kind: "not-done", why: "Wix holds no such pool definition." };
  },
});

/** All of them, however many pages: one that is overlooked would be made twice. */
async function createdSinceThen(namespace: string, from: Date) {
  const first = await wix.listPoolDefinitions({ limit: 100, namespace, createdFrom: from });
  const items = [...first.items];
  for (let cursor = first.next; cursor;) {
    const page = await wix.listPoolDefinitions({ limit: 100, cursor });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

const membership = z.object({
  poolDefinitionId: guidOr("Choose a pool definition."),
  programDefinitionId: guid,
  cascade: z.enum(wix.cascades, "Choose when existing programs get it."),
});

export const addPoolDefinitionToProgramDefinition = operation({
  name: "pool-definitions.add-to-program-definition",
  may: ["owner", "manager"],
  input: membership,
  subject: (input) => ({ kind, id: input.poolDefinitionId }),
  related: (input) => ({ kind: "program-definitions", id: input.programDefinitionId }),
  before: (input) => wix.getPoolDefinition(input.poolDefinitionId),
  /** The program definition's too: what is provisioned from it changes. */
  async namespaces({ programDefinitionId }, before) {
    const { namespace } = await getProgramDefinition(programDefinitionId);
    return [before.namespace, namespace];
  },
  async run({ poolDefinitionId, programDefinitionId, cascade }) {
    const changed = await wix.addPoolDefinitionToProgramDefinition(
      poolDefinitionId,
      programDefinitionId,
      cascade,
    );
    return { subject: { kind, id: changed.id }, after: changed };
  },
  async settle({ input }) {
    const held = await wix.getPoolDefinition(input.poolDefinitionId);
    return held.programDefinitionIds.includes(input.programDefinitionId)
      ? { outcome: "succeeded", subject: { kind, id: held.id }, after: held }
      : {
          outcome: "failed",
          kind: "not-done",
          why: "The pool definition is not in the program definition.",
        };
  },
});
