import "server-only";
import { toGuid } from "@/lib/wix/guid";
import { getPoolDefinition } from "@/lib/wix/pool-definitions";
import { getPool } from "@/lib/wix/pools";
import { getProgramDefinition } from "@/lib/wix/program-definitions";
import { getProgram } from "@/lib/wix/programs";

const getters = {
  "pool-definitions": getPoolDefinition,
  pools: getPool,
  "program-definitions": getProgramDefinition,
  programs: getProgram,
};

/** The entity that Wix holds under this id; null for a kind that is not one of Wix. Throws WixError. */
export async function readHeld(kind: string, id: string) {
  return isKnown(kind) ? getters[kind](toGuid(id)) : null;
}

function isKnown(kind: string): kind is keyof typeof getters {
  return Object.hasOwn(getters, kind);
}
