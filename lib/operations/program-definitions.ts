import "server-only";
import { z } from "zod";
import { businessKey, externalIdOf } from "@/lib/mappings/external-id";
import { toGuid } from "@/lib/wix/guid";
import * as wix from "@/lib/wix/program-definitions";
import { requiredText } from "./details";
import { generation } from "./generation";
import { createdFrom, nothing, operation } from "./operation";

const kind = "program-definitions";

const newProgramDefinition = z.object({
  namespace: requiredText(20, "The namespace"),
  displayName: requiredText(64, "The name"),
  key: businessKey,
  generation,
});

type NewProgramDefinition = z.infer<typeof newProgramDefinition>;

export const createProgramDefinition = operation({
  name: "program-definitions.create",
  may: ["owner", "manager"],
  input: newProgramDefinition,
  before: nothing,
  namespaces: (input) => [input.namespace],
  reserve: reservation,
  async run(input) {
    const { namespace, displayName } = input;
    const externalId = toGuid(reservation(input).externalId);
    const created = await wix.createProgramDefinition({ namespace, displayName, externalId });
    return { subject: { kind, id: created.id }, after: created };
  },
  /** Only what cannot change tells whose it is: one that is older than the attempt is another's. */
  async settle({ input, startedAt }) {
    const externalId = toGuid(reservation(input).externalId);
    const found = await wix.findProgramDefinitionByExternalId(input.namespace, externalId);
    if (!found)
      return { outcome: "failed", kind: "not-done", why: "Wix holds no such program definition." };
    if (found.createdDate < createdFrom(startedAt)) {
      return { outcome: "failed", kind: "conflict", why: "Wix held one under this key before." };
    }
    return found.displayName === input.displayName
      ? { outcome: "succeeded", subject: { kind, id: found.id }, after: found }
      : { outcome: "undecided", why: "Wix holds one with another name.", needsPerson: true };
  },
});

function reservation(input: NewProgramDefinition) {
  const { namespace, key } = input;
  const externalId = externalIdOf(namespace, kind, key, input.generation);
  return { namespace, kind, key, generation: input.generation, externalId } as const;
}
