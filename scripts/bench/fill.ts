import { randomUUID } from "node:crypto";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import type { Operation } from "@/lib/operations/operation";
import { createPoolDefinition } from "@/lib/operations/pool-definitions";
import { provisionProgram } from "@/lib/operations/programs";
import { runOperation } from "@/lib/operations/run";
import { searchMembers } from "@/lib/wix/members";
import { withTables } from "../environment";

const bookings = "13d21c63-b5ec-5912-8397-c3a5ddb27a97";

/** 60 programs with a pool each, through the operations of the screens: run beside a portal that runs. */
await withTables(async () => {
  const namespace = env().namespace;
  const owner = await db().user.findUniqueOrThrow({ where: { email: "owner@example.com" } });
  const actor = { kind: "user", id: owner.id, role: "owner" } as const;

  async function done<I, B>(operation: Operation<I, B>, input: object): Promise<string> {
    const request = { actor, key: randomUUID(), source: "seed" as const };
    const outcome = await runOperation(operation, input, request);
    if (outcome.status === "succeeded") return outcome.subject.id;
    throw new Error(`${operation.name}: ${JSON.stringify(outcome)}`);
  }

  const members = await searchMembers("a", 20);
  const id = await done(createPoolDefinition, {
    namespace,
    displayName: "Ten classes",
    details: {
      benefits: [
        {
          benefitKey: "class",
          displayName: "Class",
          description: "One class of an hour",
          price: "1",
          providerAppId: bookings,
        },
      ],
      creditConfiguration: {
        amount: "10",
        unitDisplayName: "classes",
        rolloverConfiguration: { enabled: true, balanceCap: "5" },
      },
    },
  });
  for (let index = 0; index < 60; index += 1) {
    await done(provisionProgram, {
      namespace,
      from: { kind: "pool-definitions", id },
      memberId: members[index % members.length]?.id,
      displayName: `Classes ${index}`,
      status: "ACTIVE",
      key: `bench-${index}`,
    });
  }
  for (let index = 0; index < 55; index += 1) {
    await done(createPoolDefinition, {
      namespace,
      displayName: `Definition ${index}`,
      details: {
        benefits: [
          {
            benefitKey: "visit",
            displayName: "Visit",
            description: "",
            price: null,
            providerAppId: bookings,
          },
        ],
        creditConfiguration: null,
      },
    });
  }
});
process.exit(0);
