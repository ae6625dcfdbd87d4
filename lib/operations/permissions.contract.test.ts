import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
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
  "attempts.settle-by-hand": ["owner", "manager"],
};

test("every operation has its rights written down, and its name is its own", () => {
  const names = registry.map((operation) => operation.name);
  expect(names.toSorted()).toEqual(Object.keys(rights).toSorted());
  expect(new Set(names).size).toBe(names.length);
});

describe.each(registry.map((operation) => [operation.name, operation] as const))(
  "%s",
  (name, operation) => {
    test.each(actors.map((actor) => [actor.role, actor] as const))("by %s", async (role, actor) => {
      const before = (await requests()).length;
      const key = randomUUID();
      // Input that no operation takes: who may is told so, who may not is not even heard.
      const outcome = await runOperation(operation, { nonsense: true }, request(actor, key));
      if (rights[name]?.includes(role)) {
        expect(outcome.status).toBe("invalid");
        expect(await db().attempt.count({ where: { actorId: actor.id, operation: name } })).toBe(0);
      } else {
        expect(outcome.status).toBe("refused");
        const [attempt, ...more] = await db().attempt.findMany({
          where: { actorId: actor.id, operation: name },
          include: { entries: true },
        });
        expect(more).toEqual([]);
        expect(attempt).toMatchObject({ outcome: "refused", actorKind: actor.kind, key: null });
        expect(attempt?.entries.map((entry) => entry.type)).toEqual(["refused"]);
      }
      expect(await findAttemptByKey(key)).toBeNull();
      expect(await requests()).toHaveLength(before);
    });
  },
);
