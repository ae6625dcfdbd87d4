import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { beginAttempt, type NewAttempt } from "./attempts";
import { canonicalJson } from "./canonical";
import { erasePayloads, type EntryContent } from "./entries";
import { verifyAudit } from "./verify";

function attempt(): NewAttempt {
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
  };
}

/** Appends an entry with this content; returns its attempt. */
async function append(content: EntryContent): Promise<string> {
  const one = attempt();
  await db().$transaction((tx) => beginAttempt(tx, one, "intended", content));
  return one.id;
}

/** What is kept, but for how it was asked for. */
async function payloadOf(attemptId: string): Promise<unknown> {
  const entry = await db().auditEntry.findFirstOrThrow({
    where: { attemptId },
    include: { payload: true },
  });
  const content = entry.payload?.content;
  if (!content || typeof content !== "object" || Array.isArray(content)) return content;
  const { request: _, ...others } = content;
  return others;
}

/** What only somebody with the keys of the server can do: damage with the triggers asleep. Undone after each test. */
async function damage(sql: string): Promise<void> {
  await db().$transaction([
    db().$executeRawUnsafe(`CREATE TABLE IF NOT EXISTS kept_entries AS TABLE "AuditEntry"`),
    db().$executeRawUnsafe(`CREATE TABLE IF NOT EXISTS kept_payloads AS TABLE "AuditPayload"`),
    db().$executeRawUnsafe(`SET LOCAL session_replication_role = replica`),
    db().$executeRawUnsafe(sql),
  ]);
}

afterEach(async () => {
  const [kept] = await db().$queryRaw<{ is: boolean }[]>`
    SELECT to_regclass('kept_entries') IS NOT NULL AS is`;
  if (!kept?.is) return;
  await db().$transaction([
    db().$executeRawUnsafe(`SET LOCAL session_replication_role = replica`),
    db().$executeRawUnsafe(`DELETE FROM "AuditPayload"`),
    db().$executeRawUnsafe(`DELETE FROM "AuditEntry"`),
    db().$executeRawUnsafe(`INSERT INTO "AuditEntry" TABLE kept_entries`),
    db().$executeRawUnsafe(`INSERT INTO "AuditPayload" TABLE kept_payloads`),
    db().$executeRawUnsafe(`DROP TABLE kept_entries, kept_payloads`),
  ]);
});

test("twenty at once make one chain, without a gap and without a fork", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => append({ input: { n } })));
  const entries = await db().auditEntry.findMany({ orderBy: { seq: "asc" } });
  expect(entries.map((one) => Number(one.seq))).toEqual(entries.map((_, index) => index + 1));
  expect(entries.slice(1).map((one) => one.prevHash)).toEqual(
    entries.slice(0, -1).map((one) => one.hash),
  );
  const head = entries.at(-1)?.hash;
  expect(await verifyAudit()).toEqual({
    entries: entries.length,
    erased: 0,
    broken: null,
    forged: null,
    head,
  });
});

test("an append that is rolled back leaves no gap", async () => {
  const before = (await verifyAudit()).entries;
  const failing = db().$transaction(async (tx) => {
    await beginAttempt(tx, attempt(), "intended", {});
    throw new Error("on purpose");
  });
  await expect(failing).rejects.toThrow("on purpose");
  await append({});
  expect(await verifyAudit()).toMatchObject({ entries: before + 1, broken: null });
});

describe("whatever is kept comes back as it was, and verifies", () => {
  const contents: Record<string, unknown> = {
    "numbers of all kinds": [0, -0, 1.5, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, 0.1 + 0.2],
    "members in any order, also numbers as names": { b: 1, a: 2, 10: 3, 9: 4, "": 5 },
    "dates, and what is undefined": { at: new Date(0), nothing: undefined, none: null },
    "text of all kinds": ["\u0001\u001f", "é", "e\u0301", "😀", '"\\', "\u2028", "</script>"],
    "a deep list": [[[[[["x"]]]]]],
  };
  test.each(Object.entries(contents))("%s", async (_, input) => {
    const id = await append({ input });
    expect(canonicalJson(await payloadOf(id))).toBe(canonicalJson({ input }));
    expect(await verifyAudit()).toMatchObject({ broken: null });
  });

  test("but NUL and halves of characters, which PostgreSQL cannot keep: they are replaced", async () => {
    const id = await append({ input: { "a\0": "b\0c", half: "x\ud800y", other: "\udc00" } });
    expect(await payloadOf(id)).toEqual({
      input: { "a\ufffd": "b\ufffdc", half: "x\ufffdy", other: "\ufffd" },
    });
    expect(await verifyAudit()).toMatchObject({ broken: null });
  });
});

test("what is secret is never kept, at any depth", async () => {
  const input = { password: "hunter2", deep: [{ apiKey: "k", accessToken: { a: 1 }, name: "n" }] };
  const id = await append({ input, before: { clientSecret: "s" }, after: { Password: null } });
  expect(await payloadOf(id)).toEqual({
    input: {
      password: "[secret]",
      deep: [{ apiKey: "[secret]", accessToken: "[secret]", name: "n" }],
    },
    before: { clientSecret: "[secret]" },
    after: { Password: "[secret]" },
  });
});

test("erasing takes the payload away, once, and the chain still holds", async () => {
  const id = await append({ input: { email: "ann@example.com" } });
  const other = await append({ input: "stays" });
  const before = await verifyAudit();
  expect(await erasePayloads(db(), id)).toBe(1);
  expect(await payloadOf(id)).toBeNull();
  expect(await payloadOf(other)).toEqual({ input: "stays" });
  expect(await verifyAudit()).toEqual({ ...before, erased: before.erased + 1 });
  expect(await erasePayloads(db(), id)).toBe(0);
});

describe("verify finds", () => {
  const damages: [what: string, sql: string, why: string][] = [
    [
      "a changed actor",
      `UPDATE "AuditEntry" SET "actorId" = 'x' WHERE "seq" = 2`,
      "facts were changed",
    ],
    [
      "a changed time",
      `UPDATE "AuditEntry" SET "at" = "at" + interval '1 ms' WHERE "seq" = 2`,
      "facts were changed",
    ],
    [
      "a changed outcome",
      `UPDATE "AuditEntry" SET "type" = 'failed' WHERE "seq" = 2`,
      "facts were changed",
    ],
    [
      "a changed payload",
      `UPDATE "AuditPayload" SET "content" = '{"input":7}' WHERE "seq" = 2`,
      "payload was changed",
    ],
    ["a removed payload", `DELETE FROM "AuditPayload" WHERE "seq" = 2`, "payload was removed"],
    ["a removed entry", `DELETE FROM "AuditEntry" WHERE "seq" = 2`, "entry 2 is missing"],
    ["a removed first entry", `DELETE FROM "AuditEntry" WHERE "seq" = 1`, "entry 1 is missing"],
    [
      "a hash made anew",
      `UPDATE "AuditEntry" SET "hash" = repeat('a', 64) WHERE "seq" = 2`,
      "facts were changed",
    ],
  ];
  test.each(damages)("%s", async (_, sql, why) => {
    await append({ input: 1 });
    await append({ input: 2 });
    await damage(sql);
    const { broken } = await verifyAudit();
    expect(broken?.why).toContain(why);
    expect(["1", "2", "3"]).toContain(broken?.seq);
  });

  const forgeries: [what: string, data: object, why: string][] = [
    ["another actor", { actorId: "somebody-else" }, "its actorId is not"],
    ["another operation", { operation: "pools.update" }, "its operation is not"],
    ["another outcome", { outcome: "succeeded" }, "its outcome is not"],
    ["another subject", { subjectKind: "pools", subjectId: "x" }, "it is about something else"],
    ["another reason", { reason: "none" }, "its key, parent or reason is not"],
    ["another beginning", { startedAt: new Date(0) }, "it began at another time"],
  ];
  test.each(forgeries)("%s in what lists show", async (_, data, why) => {
    const id = await append({ input: 1 });
    const was = await db().attempt.findUniqueOrThrow({ where: { id } });
    await db().attempt.update({ where: { id }, data });
    const found = await verifyAudit();
    await db().attempt.update({ where: { id }, data: was });
    expect(found).toMatchObject({ broken: null, forged: { id } });
    expect(found.forged?.why).toContain(why);
  });

  test("an attempt that nothing is on record of", async () => {
    const { reconcileAfterMs: _, subject, related, ...facts } = attempt();
    const at = new Date();
    const times = { startedAt: at, reconcileAt: at };
    await db().attempt.create({ data: { ...facts, ...times, siteId: "s", outcome: "succeeded" } });
    expect([subject, related]).toEqual([null, null]);
    expect((await verifyAudit()).forged).toEqual({ id: facts.id, why: "it has no entry" });
    await db().attempt.delete({ where: { id: facts.id } });
  });

  test("a cut-off end, by the head that was noted down before", async () => {
    await append({ input: 1 });
    const { head } = await verifyAudit();
    await damage(`DELETE FROM "AuditEntry" WHERE "seq" = (SELECT max("seq") FROM "AuditEntry")`);
    const after = await verifyAudit();
    expect(after.broken).toBeNull();
    expect(after.head).not.toBe(head);
  });
});
