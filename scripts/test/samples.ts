import { randomUUID } from "node:crypto";
import type { Actor, Role } from "@/lib/auth/roles";
import type { Details } from "@/lib/wix/details";
import { toGuid, type Guid } from "@/lib/wix/guid";
import {
  createPoolDefinition,
  listPoolDefinitions,
  type PoolDefinition,
} from "@/lib/wix/pool-definitions";
import { searchMembers } from "@/lib/wix/members";
import { listPools, type Pool } from "@/lib/wix/pools";
import { provisionProgram, type Program } from "@/lib/wix/programs";

export const namespace = "poolkeeper";
export const providerAppId = toGuid("215238eb-22a5-4c36-9e7b-e7c08025e04e");

/** A GUID that nothing has. */
export const newGuid = (): Guid => toGuid(randomUUID());

export const details: Details = {
  benefits: [
    {
      benefitKey: "yoga",
      displayName: "Yoga class",
      description: "One class of an hour",
      price: "1.5",
      providerAppId,
    },
  ],
  creditConfiguration: {
    amount: "10",
    unitDisplayName: "class",
    rolloverConfiguration: { enabled: true, balanceCap: "5" },
  },
};

export const newPoolDefinition = () => ({
  displayName: `Ten classes ${randomUUID().slice(0, 8)}`,
  namespace,
  details,
});

/** What Wix holds under this name. */
export async function poolDefinitionsNamed(displayName: string): Promise<PoolDefinition[]> {
  const { items } = await listPoolDefinitions({ limit: 100, namespace });
  return items.filter((one) => one.displayName === displayName);
}

/** Ann, who is a member of every demo site. */
export async function aMember(): Promise<Guid> {
  const [ann] = await searchMembers("Porter", 1);
  if (!ann) throw new Error("the demo site has no Ann Porter");
  return ann.id;
}

/** A program of Ann's from a pool definition of its own, with its pool. */
export async function aProgram(): Promise<{
  poolDefinition: PoolDefinition;
  program: Program;
  pool: Pool;
}> {
  const poolDefinition = await createPoolDefinition(newPoolDefinition());
  const program = await provisionProgram({
    from: { kind: "pool-definitions", id: poolDefinition.id },
    memberId: await aMember(),
    namespace,
    externalId: newGuid(),
    displayName: "Ann's classes",
    status: "ACTIVE",
  });
  const { items } = await listPools({ limit: 1, programId: program.id });
  const [pool] = items;
  if (!pool) throw new Error("the program has no pool");
  return { poolDefinition, program, pool };
}

/** Somebody with this role. */
export function user(role: Role, id: string = randomUUID()): Actor {
  return { kind: "user", id, role };
}

/** A request of a form of its own, by a manager unless somebody else is named. */
export function request(actor: Actor = user("manager"), key: string = randomUUID()) {
  return { actor, key, source: "form" as const };
}
