import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { beginAttempt, endAttempt, type Ending, type NewAttempt } from "./audit/attempts";
import { db, isUniqueViolation } from "./db";

// What schema.prisma cannot say, and Prisma's drift check does not see.

function attempt(more: Partial<NewAttempt> = {}): NewAttempt {
  return {
    id: randomUUID(),
    key: randomUUID(),
    operation: "tests.run",
    actorKind: "system",
    actorId: "test",
    source: "seed",
    parentId: null,
    reason: null,
    requestId: null,
    subject: null,
    related: null,
    reconcileAfterMs: 0,
    ...more,
  };
}

async function begun(more: Partial<NewAttempt> = {}): Promise<string> {
  const one = attempt(more);
  await db().$transaction((tx) => beginAttempt(tx, one, "intended", { input: { n: 1 } }));
  return one.id;
}

const ending: Ending = {
  type: "succeeded",
  subject: null,
  errorCode: null,
  wixRequestId: null,
  content: {},
};

describe("a closed set of words is closed", () => {
  const refused: [constraint: string, sql: (id: string) => string][] = [
    ["User_role_check", () => insertUser("admin")],
    ["Session_kind_check", () => insertSession("user", null, null)],
    ["Session_kind_check", () => insertSession("member", null, null)],
    ["Session_kind_check", () => insertSession("robot", null, randomUUID())],
    ["Attempt_outcome_check", (id) => set(id, "outcome", "maybe")],
    ["Attempt_actorKind_check", (id) => set(id, "actorKind", "ghost")],
    ["Attempt_source_check", (id) => set(id, "source", "telepathy")],
    ["AuditEntry_type_check", (id) => insertEntry(id, "guessed")],
  ];
  test.each(refused)("%s", async (constraint, sql) => {
    const id = await begun();
    await expect(db().$executeRawUnsafe(sql(id))).rejects.toThrow(constraint);
  });

  const insertUser = (role: string) =>
    `INSERT INTO "User" VALUES ('${randomUUID()}', '${randomUUID()}@x', 'n', '${role}', 'h', NULL, now())`;
  const insertSession = (kind: string, userId: string | null, memberId: string | null) =>
    `INSERT INTO "Session" ("id", "kind", "userId", "memberId", "createdAt", "expiresAt")
     VALUES ('${randomUUID()}', '${kind}', ${quoted(userId)}, ${quoted(memberId)}, now(), now())`;
  const quoted = (text: string | null) => (text === null ? "NULL" : `'${text}'`);
  const set = (id: string, column: string, value: string) =>
    `UPDATE "Attempt" SET "${column}" = '${value}' WHERE "id" = '${id}'`;
});

function insertEntry(attemptId: string, type: string): string {
  return `INSERT INTO "AuditEntry" ("seq", "siteId", "attemptId", "type", "at", "operation", "actorKind",
      "actorId", "source", "payloadDigest", "prevHash", "hash")
    SELECT max("seq") + 1, 's', '${attemptId}', '${type}', now(), 'o', 'system', 'a', 'seed', 'd', 'p', 'h'
    FROM "AuditEntry"`;
}

describe("an attempt has", () => {
  test("one intention", async () => {
    const id = await begun();
    await expect(db().$executeRawUnsafe(insertEntry(id, "intended"))).rejects.toThrow(
      "AuditEntry_one_intended",
    );
  });

  test.each(["succeeded", "failed", "partial", "settled-by-hand"])(
    "one final entry: after it, %s is refused",
    async (type) => {
      const id = await begun();
      await db().$transaction((tx) => endAttempt(tx, id, ending));
      await expect(db().$executeRawUnsafe(insertEntry(id, type))).rejects.toThrow(
        "AuditEntry_one_final",
      );
    },
  );

  test.each(["unknown", "observed", "refused", "undone"])("any number of %s", async (type) => {
    const id = await begun();
    await db().$executeRawUnsafe(insertEntry(id, type));
    expect(await db().$executeRawUnsafe(insertEntry(id, type))).toBe(1);
  });

  test("a key of its own; many may have none", async () => {
    const key = randomUUID();
    await begun({ key });
    const again: unknown = await begun({ key }).catch((error: unknown) => error);
    expect(isUniqueViolation(again)).toBe(true);
    await begun({ key: null });
    await begun({ key: null });
  });
});

test("the reconciler's index holds what is not settled, and nothing else", async () => {
  const [index] = await db().$queryRaw<{ indexdef: string }[]>`
    SELECT indexdef FROM pg_indexes WHERE indexname = 'Attempt_unsettled'`;
  expect(index?.indexdef).toMatch(/\("siteId", "reconcileAt"\) WHERE .*intended.*unknown/);
});

test("every trigger that keeps the audit log append-only is there and awake", async () => {
  const triggers = await db().$queryRaw<{ name: string; table: string; enabled: string }[]>`
    SELECT t.tgname AS name, c.relname AS table, t.tgenabled::text AS enabled
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal ORDER BY 1`;
  expect(triggers).toEqual([
    { name: "AuditEntry_append_only", table: "AuditEntry", enabled: "O" },
    { name: "AuditEntry_no_truncate", table: "AuditEntry", enabled: "O" },
    { name: "AuditPayload_erase_only", table: "AuditPayload", enabled: "O" },
    { name: "AuditPayload_no_delete", table: "AuditPayload", enabled: "O" },
    { name: "AuditPayload_no_truncate", table: "AuditPayload", enabled: "O" },
  ]);
});

describe("nobody", () => {
  const refused: [what: string, sql: string][] = [
    ["changes an entry", `UPDATE "AuditEntry" SET "actorId" = 'somebody else'`],
    ["removes an entry", `DELETE FROM "AuditEntry"`],
    ["empties the log", `TRUNCATE "AuditEntry" CASCADE`],
    ["removes a payload", `DELETE FROM "AuditPayload"`],
    ["empties the payloads", `TRUNCATE "AuditPayload"`],
    ["changes a payload", `UPDATE "AuditPayload" SET "content" = '{}'`],
    ["changes a salt", `UPDATE "AuditPayload" SET "salt" = 'x'`],
    [
      "erases one and keeps its salt",
      `UPDATE "AuditPayload" SET "content" = NULL, "erasedAt" = now()`,
    ],
    ["erases one without saying when", `UPDATE "AuditPayload" SET "content" = NULL, "salt" = NULL`],
    ["removes an attempt that has entries", `DELETE FROM "Attempt"`],
  ];
  test.each(refused)("%s", async (_, sql) => {
    await begun();
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(
      /append-only|can be erased and not changed|foreign key|violates|restrict/i,
    );
  });
});
