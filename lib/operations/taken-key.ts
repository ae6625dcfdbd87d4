import "server-only";
import { businessKey, externalIdOf, type MappedKind } from "@/lib/mappings/external-id";
import { findMapping } from "@/lib/mappings/mappings";
import { toGuid, type Guid } from "@/lib/wix/guid";
import { findProgramDefinitionByExternalId } from "@/lib/wix/program-definitions";
import { findProgramByExternalId } from "@/lib/wix/programs";
import { query } from "./query";

/** How far upwards Wix is asked at a time, when our own record of a key is lost. */
const probesMax = 2;

const finders: Record<
  MappedKind,
  (namespace: string, externalId: Guid) => Promise<{ id: Guid } | null>
> = {
  programs: findProgramByExternalId,
  "program-definitions": findProgramDefinitionByExternalId,
};

/** Who has a key that is taken. */
export type TakenKey =
  /** Whether it is taken for good is not known yet: the attempt that holds it is in doubt. */
  | { isInDoubt: true; attemptId: string }
  /** `nextGeneration` is the next of which nothing is known. */
  | { isInDoubt: false; holderId: string | null; nextGeneration: number };

/**
 * Asks our mappings, and Wix where they know nothing: 1 or 2 requests. `asked` is the generation that was
 * refused: with our database lost, one try after the other leads upwards.
 */
export const readTakenKey = query(
  ["owner", "manager"],
  async (_, kind: MappedKind, namespace: string, typed: string, asked: number) => {
    const key = businessKey.parse(typed);
    const mapping = await findMapping(namespace, kind, key);
    if (mapping && mapping.wixId === null) {
      return { isInDoubt: true, attemptId: mapping.attemptId } satisfies TakenKey;
    }
    let holderId = mapping?.wixId ?? null;
    let next = mapping ? mapping.generation + 1 : asked;
    for (let probe = 0; probe < probesMax; probe += 1) {
      const externalId = toGuid(externalIdOf(namespace, kind, key, next));
      const found = await finders[kind](namespace, externalId);
      if (!found) break;
      holderId = found.id;
      next += 1;
    }
    return { isInDoubt: false, holderId, nextGeneration: next } satisfies TakenKey;
  },
);
