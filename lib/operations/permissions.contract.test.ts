import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { findAttemptByKey } from "@/lib/audit/attempts";
import { roles, type Actor } from "@/lib/auth/roles";
import { db } from "@/lib/db";
import { requests } from "@/scripts/test/emulator";
import { request, user } from "@/scripts/test/samples";
import { registry } from "./registry";
import { runOperation } from "./run";

const actors: Actor[] = [
  ...roles.map((role) => user(role)),
  { kind: "member", id: randomUUID(), role: "member" },
  { kind: "system", id: "start", role: "system" },
];

/** Who may do what. Written out: a new operation, or a new right, is decided here on purpose. */
const rights: Record<string, string[]> = {
  "pool-definitions.create": ["owner", "manager"],
  "pool-definitions.add-to-program-definition": ["owner", "manager"],
  "program-definitions.create": ["owner", "manager"],
  "programs.provision": ["owner", "manager"],
  "pools.update": ["owner", "manager"],
  "users.add": ["owner", "system"],
  "users.set-password": ["owner", "system"],
  "users.disable": ["owner", "system"],
  "users.enable": ["owner", "system"],
  "attempts.look-up": ["owner", "manager"],
  "attempts.settle-by-hand": ["owner", "manager"],
  "attempts.erase": ["owner"],
};

test("every operation has its rights written down, and its name is its own", () => {
  const names = registry().map((operation) => operation.name);
  expect(names.toSorted()).toEqual(Object.keys(rights).toSorted());
  expect(new Set(names).size).toBe(names.length);
});

const pairs = registry().flatMap((operation) =>
  actors.map((actor) => ({ name: operation.name, role: actor.role, operation, actor })),
);
const isAllowed = ({ name, role }: { name: string; role: string }) =>
  rights[name]?.includes(role) ?? false;

/** With input that no operation takes: who may is told so, who may not is not even heard. */
async function tries({ operation, actor }: (typeof pairs)[number]) {
  const before = (await requests()).length;
  const key = randomUUID();
  const outcome = await runOperation(operation, { nonsense: true }, request(actor, key));
  const attempts = await db().attempt.findMany({
    where: { actorId: actor.id, operation: operation.name },
    include: { entries: true },
  });
  expect(await requests()).toHaveLength(before);
  expect(await findAttemptByKey(key)).toBeNull();
  return { outcome, attempts };
}

test.each(pairs.filter(isAllowed))("$name may be done by $role", async (pair) => {
  const { outcome, attempts } = await tries(pair);
  expect(outcome.status).toBe("invalid");
  expect(attempts).toEqual([]);
});

test.each(pairs.filter((pair) => !isAllowed(pair)))(
  "$name may not be done by $role: it is refused, and that is on record",
  async (pair) => {
    const { outcome, attempts } = await tries(pair);
    expect(outcome.status).toBe("refused");
    expect(attempts).toMatchObject([
      {
        outcome: "refused",
        actorKind: pair.actor.kind,
        key: null,
        entries: [{ type: "refused" }],
      },
    ]);
  },
);
