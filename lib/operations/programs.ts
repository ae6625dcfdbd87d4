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
  namespace: (input) => input.namespace,
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
    if (!found) return { outcome: "failed", why: "Wix holds no such program." };
    const isOurs = found.beneficiary.id === input.memberId && (await isFrom(found, input.from));
    return isOurs
      ? { outcome: "succeeded", subject: { kind, id: found.id }, after: found }
      : { outcome: "failed", why: "Wix holds another program under this key." };
  },
});

async function isFrom(program: wix.Program, from: NewProgram["from"]): Promise<boolean> {
  if (from.kind === "program-definitions") return program.programDefinitionId === from.id;
  const { items } = await listPools({ programId: program.id, limit: 1 });
  return program.programDefinitionId === null && items[0]?.poolDefinitionId === from.id;
}

function reservation(input: NewProgram) {
  const { namespace, key } = input;
  const externalId = externalIdOf(namespace, kind, key, input.generation);
  return { namespace, kind, key, generation: input.generation, externalId } as const;
}
