import { db } from "@/lib/db";
import { ensureFirstUsers } from "@/lib/operations/first-users";
import type { Operation } from "@/lib/operations/operation";
import {
  addPoolDefinitionToProgramDefinition,
  createPoolDefinition,
} from "@/lib/operations/pool-definitions";
import { createProgramDefinition } from "@/lib/operations/program-definitions";
import { provisionProgram } from "@/lib/operations/programs";
import { runOperation } from "@/lib/operations/run";
import { env } from "@/lib/env";
import { searchMembers } from "@/lib/wix/members";

const bookings = "13d21c63-b5ec-5912-8397-c3a5ddb27a97";
const stores = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

/**
 * The demo's users and a small studio: through the same operations as the screens, so that audit log
 * and mappings tell of it. Run by the launcher when nothing was ever done here; safe to repeat.
 */
await ensureFirstUsers();
const owner = await db().user.findUnique({ where: { email: "owner@example.com" } });
if (env().isDemo && owner) {
  await makeStudio(owner.id);
  console.log("demo data made: two program definitions, three pool definitions, three programs");
}
process.exit(0);

async function makeStudio(ownerId: string) {
  const namespace = env().namespace;
  const actor = { kind: "user", id: ownerId, role: "owner" } as const;

  /** The key makes a second run, after one that was killed, go on where the first one stopped. */
  async function done<I, B>(
    operation: Operation<I, B>,
    key: string,
    input: object,
  ): Promise<string> {
    const outcome = await runOperation(operation, input, {
      actor,
      key: `demo:${key}`,
      source: "seed",
    });
    if (outcome.status === "succeeded") return outcome.subject.id;
    throw new Error(`${key}: ${JSON.stringify(outcome)}`);
  }

  const credits = (amount: string, unitDisplayName: string, balanceCap: string | null) => ({
    amount,
    unitDisplayName,
    rolloverConfiguration: { enabled: balanceCap !== null, balanceCap },
  });
  const yoga = await done(createPoolDefinition, "yoga", {
    namespace,
    displayName: "10 yoga classes a month",
    details: {
      benefits: [
        benefit("group-class", "Group class", "Any class of the weekly timetable.", "1", bookings),
        benefit("private-session", "Private session", "One hour with a teacher.", "3", bookings),
      ],
      creditConfiguration: credits("10", "classes", "5"),
    },
  });
  const shop = await done(createPoolDefinition, "shop", {
    namespace,
    displayName: "Shop rewards",
    details: {
      benefits: [benefit("water-bottle", "Water bottle", "", "25", stores)],
      creditConfiguration: credits("50", "points", null),
    },
  });
  await done(createPoolDefinition, "pass", {
    namespace,
    displayName: "5-visit pass",
    details: {
      benefits: [benefit("open-gym", "Open gym", "One visit, any time.", "1", bookings)],
      creditConfiguration: credits("5", "visits", null),
    },
  });
  const gold = await done(createProgramDefinition, "gold", {
    namespace,
    displayName: "Gold membership",
    key: "gold",
  });
  const basic = await done(createProgramDefinition, "basic", {
    namespace,
    displayName: "Basic membership",
    key: "basic",
  });
  for (const [programDefinitionId, poolDefinitionId] of [
    [gold, yoga],
    [gold, shop],
    [basic, yoga],
  ]) {
    await done(addPoolDefinitionToProgramDefinition, `${programDefinitionId}:${poolDefinitionId}`, {
      programDefinitionId,
      poolDefinitionId,
      cascade: "IMMEDIATELY",
    });
  }
  const members = await searchMembers("a", 3);
  for (const [index, member] of members.entries()) {
    const isGold = index !== 1;
    await done(provisionProgram, `program-${index}`, {
      namespace,
      from: { kind: "program-definitions", id: isGold ? gold : basic },
      memberId: member.id,
      displayName: isGold ? "Gold membership" : "Basic membership",
      status: "ACTIVE",
      key: `order-${1001 + index}`,
    });
  }
}

function benefit(
  benefitKey: string,
  displayName: string,
  description: string,
  price: string,
  providerAppId: string,
) {
  return { benefitKey, displayName, description, price, providerAppId };
}
