import "server-only";
import { z } from "zod";
import { externalIdOf, type MappedKind } from "@/lib/mappings/external-id";
import { findMapping } from "@/lib/mappings/mappings";
import { toGuid, type Guid } from "@/lib/wix/guid";
import { findProgramDefinitionByExternalId } from "@/lib/wix/program-definitions";
import { findProgramByExternalId } from "@/lib/wix/programs";

/** Which thing under a key this is: 1, or more when the key was used before and is used anew on purpose. */
export const generation = z.coerce.number().int().min(1).max(1000).default(1);

/** How far upwards Wix is asked, when our own record of a key is lost. */
const probesMax = 20;

const finders: Record<
  MappedKind,
  (namespace: string, externalId: Guid) => Promise<{ id: Guid } | null>
> = {
  programs: findProgramByExternalId,
  "program-definitions": findProgramDefinitionByExternalId,
};

/** Who has a key that is taken, and the first generation of it that nobody has. */
export interface TakenKey {
  holderId: string | null;
  nextGeneration: number;
}

/** Asks our mappings, and Wix where they know nothing: one request for each generation that exists. */
export async function takenKey(
  kind: MappedKind,
  namespace: string,
  key: string,
): Promise<TakenKey> {
  const mapping = await findMapping(namespace, kind, key);
  let holderId = mapping?.wixId ?? null;
  let next = mapping ? mapping.generation + 1 : 1;
  for (let probe = 0; probe < probesMax; probe += 1) {
    const externalId = toGuid(externalIdOf(namespace, kind, key, next));
    const found = await finders[kind](namespace, externalId);
    if (!found) break;
    holderId = found.id;
    next += 1;
  }
  return { holderId, nextGeneration: next };
}
