import "server-only";
import { z } from "zod";
import { businessKey, externalIdOf } from "@/lib/mappings/external-id";
import { guid, toGuid } from "@/lib/wix/guid";
import { listPools } from "@/lib/wix/pools";
import * as wix from "@/lib/wix/programs";
import { requiredText } from "./details";
import { generation } from "./generation";
import { nothing, operation } from "./operation";

const kind = "programs";

const newProgram = z.object({
  namespace: requiredText(20, "The namespace"),
  from: z.object({ kind: z.enum(["program-definitions", "pool-definitions"]), id: guid }),
  memberId: guid,
  displayName: requiredText(64, "The name"),
  status: z.enum(["ACTIVE", "PAUSED"]),
  key: businessKey,
  generation,
});

type NewProgram = z.infer<typeof newProgram>;

export const provisionProgram = operation({
  name: "programs.provision",
  may: ["owner", "manager"],
  input: newProgram,
  before: nothing,
  namespaces: (input) => [input.namespace],
  reserve: reservation,
  async run(input) {
    const { namespace, from, memberId, displayName, status } = input;
    const externalId = toGuid(reservation(input).externalId);
    const program = await wix.provisionProgram({
      namespace,
      from,
      memberId,
      displayName,
      status,
      externalId,
    });
    return { subject: { kind, id: program.id }, after: program };
  },
  async settle({ input }) {
    const externalId = toGuid(reservation(input).externalId);
    const found = await wix.findProgramByExternalId(input.namespace, externalId);
    if (!found) return { outcome: "failed", kind: "not-done", why: "Wix holds no such program." };
    const isFromIt = await isFrom(found, input.from);
    if (isFromIt === null) {
      return { outcome: "undecided", why: "Its pools may still appear.", needsPerson: false };
    }
    return isFromIt && found.beneficiary.id === input.memberId
      ? { outcome: "succeeded", subject: { kind, id: found.id }, after: found }
      : { outcome: "failed", kind: "conflict", why: "Wix holds another program under this key." };
  },
});

/** Null when it cannot be told yet: only the pool of a program names the pool definition. */
async function isFrom(program: wix.Program, from: NewProgram["from"]): Promise<boolean | null> {
  if (from.kind === "program-definitions") return program.programDefinitionId === from.id;
  if (program.programDefinitionId !== null) return false;
  const { items } = await listPools({ programId: program.id, limit: 1 });
  return items[0] ? items[0].poolDefinitionId === from.id : null;
}

function reservation(input: NewProgram) {
  const { namespace, key } = input;
  const externalId = externalIdOf(namespace, kind, key, input.generation);
  return { namespace, kind, key, generation: input.generation, externalId } as const;
}
