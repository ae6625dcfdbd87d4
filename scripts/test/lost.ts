import { randomUUID } from "node:crypto";
import { externalIdOf } from "@/lib/mappings/external-id";
import type { Outcome } from "@/lib/operations/outcome";
import { createProgramDefinition } from "@/lib/operations/program-definitions";
import { runOperation } from "@/lib/operations/run";
import { toGuid } from "@/lib/wix/guid";
import { findProgramDefinitionByExternalId } from "@/lib/wix/program-definitions";
import { addFault } from "./emulator";
import { namespace, request } from "./samples";

/** A program definition whose answer was lost, and its request. */
export async function lost(drop: "before" | "after" = "before") {
  const input = { namespace, displayName: `Gold ${randomUUID()}`, key: randomUUID() };
  const method = "programDefinitions.createProgramDefinition";
  await addFault({ method, contains: input.displayName, drop });
  const asker = request();
  const id = inDoubt(await runOperation(createProgramDefinition, input, asker));
  return { id, input, asker };
}

/** The attempt of an outcome that is in doubt. */
export function inDoubt(outcome: Outcome): string {
  if (outcome.status !== "unknown") throw new Error(`not in doubt: ${outcome.status}`);
  return outcome.attemptId;
}

/** The id of what a lost answer made all the same. */
export async function made({ key }: { key: string }): Promise<string> {
  const externalId = toGuid(externalIdOf(namespace, "program-definitions", key));
  const found = await findProgramDefinitionByExternalId(namespace, externalId);
  if (!found) throw new Error("Wix holds nothing under the key");
  return found.id;
}
