import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { lockChain } from "@/lib/audit/entries";
import { verifyAudit } from "@/lib/audit/verify";
import { findMapping } from "@/lib/mappings/mappings";
import { addFault } from "@/scripts/test/emulator";
import { makeDue, mappingsOf, onRecord } from "@/scripts/test/record";
import { namespace, newGuid, newPoolDefinition, request, user } from "@/scripts/test/samples";
import { settleByHand } from "./attempts";
import { createPoolDefinition } from "./pool-definitions";
import { createProgramDefinition } from "./program-definitions";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";

/** A program definition whose answer was lost, and its request. */
async function lost(drop: "before" | "after" = "before") {
  const input = { namespace, displayName: `Gold ${randomUUID()}`, key: randomUUID() };
  const method = "programDefinitions.createProgramDefinition";
  await addFault({ method, contains: input.displayName, drop });
  const asker = request();
  const outcome = await runOperation(createProgramDefinition, input, asker);
  if (outcome.status !== "unknown") throw new Error(outcome.status);
  return { id: outcome.attemptId, input, asker };
}

const decide = (attemptId: string, more: object = {}, actor = user("owner")) =>
  runOperation(
    settleByHand,
    { attemptId, wasDone: true, wixId: null, note: "I looked", ...more },
    request(actor),
  );

describe("a person settles what is in doubt", () => {
  test("as done: by whom and why is on record, and the key is bound", async () => {
    const { id, input, asker } = await lost();
    await makeDue(id);
    const wixId = newGuid();
    const outcome = await decide(id, { wixId });
    expect(outcome).toMatchObject({ status: "succeeded", subject: { kind: "attempts", id } });
    const record = await onRecord(id);
    expect(record).toMatchObject({
      outcome: "settled-by-hand",
      subjectKind: "program-definitions",
      subjectId: wixId,
      types: ["intended", "unknown", "settled-by-hand"],
    });
    expect(record.contents.at(-1)).toEqual({ after: { wasDone: true }, note: "I looked" });
    const found = await findMapping(namespace, "program-definitions", input.key);
    expect(found).toMatchObject({ wixId });
    expect(await runOperation(createProgramDefinition, input, asker)).toMatchObject({
      status: "succeeded",
      subject: { kind: "program-definitions", id: wixId },
    });
  });

  test("but not with the Wix id of something that has another key", async () => {
    const [first, second] = [await lost(), await lost()];
    for (const { id } of [first, second]) await makeDue(id);
    const wixId = newGuid();
    await decide(first.id, { wixId });
    expect(await decide(second.id, { wixId })).toMatchObject({
      status: "failed",
      failure: { kind: "wix-id-taken" },
    });
    expect((await onRecord(second.id)).outcome).toBe("unknown");
    expect(await decide(second.id, { wixId: newGuid() })).toMatchObject({ status: "succeeded" });
  });

  test("as not done: the key is free, and the form that was sent has failed", async () => {
    const { id, input, asker } = await lost();
    await makeDue(id);
    await decide(id, { wasDone: false });
    expect((await onRecord(id)).outcome).toBe("settled-by-hand");
    expect(await mappingsOf(id)).toEqual([]);
    expect(await runOperation(createProgramDefinition, input, asker)).toMatchObject({
      status: "failed",
      attemptId: id,
    });
    expect((await runOperation(createProgramDefinition, input, request())).status).toBe(
      "succeeded",
    );
  });

  test("not while it is still looked for, unless the reconciler has given up", async () => {
    const { id } = await lost();
    expect(await decide(id)).toMatchObject({
      status: "failed",
      failure: { kind: "still-looking" },
    });
    await db().attempt.update({ where: { id }, data: { errorCode: "needs-person" } });
    expect(await decide(id, { wixId: newGuid() })).toMatchObject({ status: "succeeded" });
  });

  test("once: not what is settled, and not what does not exist", async () => {
    const { id } = await lost();
    await makeDue(id);
    await decide(id, { wasDone: false });
    for (const attemptId of [id, randomUUID()]) {
      expect(await decide(attemptId)).toMatchObject({
        status: "failed",
        failure: { kind: "settled-already" },
      });
    }
    expect((await onRecord(id)).types).toEqual(["intended", "unknown", "settled-by-hand"]);
  });

  const refused: [field: string, input: object, message: RegExp][] = [
    ["note", { note: " " }, /^Say how you know it\.$/],
    ["note", { note: "n".repeat(501) }, /^The answer has 500 characters at most\.$/],
    ["wixId", { wixId: "17" }, /./],
    ["wasDone", { wasDone: "yes" }, /./],
    ["attemptId", { attemptId: "x" }, /./],
  ];
  test.each(refused)("with every field right: %s %o", async (field, more, message) => {
    expect(await decide(randomUUID(), more)).toEqual({
      status: "invalid",
      fields: { [field]: expect.stringMatching(message) },
    });
  });

  test("and the reconciler at the same moment: one of them does, and neither waits for the other", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = await lost("after");
      await makeDue(id);
      const [, byHand] = await Promise.all([reconcile(id), decide(id, { wixId: newGuid() })]);
      expect(["succeeded", "failed"]).toContain(byHand.status);
      const { outcome, types } = await onRecord(id);
      expect(outcome).toBe(byHand.status === "succeeded" ? "settled-by-hand" : "succeeded");
      expect(types.filter((type) => type === outcome)).toHaveLength(1);
    }
    expect((await verifyAudit()).broken).toBeNull();
  });

  test("who waits for the audit log holds no attempt, so that no two can wait for each other", async () => {
    const { id } = await lost("after");
    await makeDue(id);
    let settling: Promise<unknown> = Promise.resolve();
    await db().$transaction(async (tx) => {
      await lockChain(tx);
      settling = reconcile(id);
      await somebodyWaitsForTheLog();
      await tx.$queryRaw`SELECT 1 FROM "Attempt" WHERE "id" = ${id}::uuid FOR UPDATE NOWAIT`;
    });
    expect(await settling).toEqual({ settled: 1, open: 0 });
  });
});

async function somebodyWaitsForTheLog(): Promise<void> {
  for (;;) {
    const waiting = await db().$queryRaw<unknown[]>`SELECT 1 FROM pg_locks
      WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    if (waiting.length > 0) return;
  }
}

describe("an answer that comes late", () => {
  test("is on record as observed, and changes nothing", async () => {
    const input = newPoolDefinition();
    const asker = request();
    const slow = {
      ...createPoolDefinition,
      async run(given: typeof input) {
        const effect = await createPoolDefinition.run(given, undefined);
        const { id } = await db().attempt.findFirstOrThrow({ where: { key: asker.key } });
        await makeDue(id);
        expect(await reconcile(id)).toEqual({ settled: 1, open: 0 });
        return effect;
      },
    };
    const outcome = await runOperation(slow, input, asker);
    if (outcome.status !== "succeeded") throw new Error(outcome.status);
    expect(await onRecord(outcome.attemptId)).toMatchObject({
      outcome: "succeeded",
      subjectId: outcome.subject.id,
      types: ["intended", "succeeded", "observed"],
    });
  });
});

describe("the reconciler", () => {
  test("in two instances at once looks up and settles each attempt once", async () => {
    const ids = [];
    for (let count = 0; count < 4; count += 1) ids.push((await lost("after")).id);
    for (const id of ids) await makeDue(id);
    const rounds = await Promise.all([reconcile(), reconcile(), reconcile()]);
    const settled = rounds.reduce((sum, round) => sum + round.settled, 0);
    expect(settled).toBe(ids.length);
    for (const id of ids) {
      expect((await onRecord(id)).types).toEqual(["intended", "unknown", "succeeded"]);
    }
  });

  test("is not stopped by one that it cannot read: that is left to a person, the others are settled", async () => {
    const [broken, erased, good] = [await lost(), await lost(), await lost("after")];
    await db().attempt.update({ where: { id: broken.id }, data: { operation: "of.yesterday" } });
    await db()
      .$executeRaw`UPDATE "AuditPayload" SET "content" = NULL, "salt" = NULL, "erasedAt" = now()
      WHERE "seq" IN (SELECT "seq" FROM "AuditEntry" WHERE "attemptId" = ${erased.id}::uuid)`;
    for (const { id } of [broken, erased, good]) await makeDue(id);
    expect(await reconcile()).toEqual({ settled: 1, open: 2 });
    expect((await onRecord(good.id)).outcome).toBe("succeeded");
    for (const { id } of [broken, erased]) {
      expect(await onRecord(id)).toMatchObject({ outcome: "unknown", errorCode: "needs-person" });
    }
  });

  test("is not stopped by an answer that cannot be read", async () => {
    const [strange, good] = [await lost("after"), await lost("after")];
    const method = "programDefinitions.getProgramDefinitionByExternalIdAndNamespace";
    for (const { id } of [strange, good]) await makeDue(id);
    await addFault({ method, status: 200, body: { programDefinition: 17 } });
    expect(await reconcile()).toEqual({ settled: 1, open: 1 });
    for (const { id } of [strange, good]) await makeDue(id);
    await reconcile();
    expect((await onRecord(strange.id)).outcome).toBe("succeeded");
    expect((await onRecord(good.id)).outcome).toBe("succeeded");
  });

  test("leaves alone what is not due, and what is settled", async () => {
    await lost();
    expect(await reconcile()).toEqual({ settled: 0, open: 0 });
  });
});
