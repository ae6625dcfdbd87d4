import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { lockChain } from "@/lib/audit/entries";
import { verifyAudit } from "@/lib/audit/verify";
import { findMapping } from "@/lib/mappings/mappings";
import { lost, made } from "@/scripts/test/lost";
import { age, makeDue, mappingsOf, onRecord } from "@/scripts/test/record";
import * as wix from "@/lib/wix/program-definitions";
import { namespace, newGuid, request, user } from "@/scripts/test/samples";
import { eraseAttempt, settleByHand } from "./attempts";
import { lookUpAttempt } from "./look-up";
import { createProgramDefinition } from "./program-definitions";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";

const decide = (attemptId: string, more: object = {}, actor = user("owner")) =>
  runOperation(
    settleByHand,
    { attemptId, wasDone: true, wixId: null, note: "I looked", ...more },
    request(actor),
  );

describe("a person settles what is in doubt", () => {
  test("as done: by whom and why is on record, and the key is bound", async () => {
    const { id, input, asker } = await lost("after");
    await age(id, 601);
    const wixId = await made(input);
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
    const [first, second] = [await lost("after"), await lost("after")];
    for (const { id } of [first, second]) await age(id, 601);
    const wixId = await made(first.input);
    await decide(first.id, { wixId });
    expect(await decide(second.id, { wixId })).toMatchObject({
      status: "failed",
      failure: { kind: "wix-id-taken" },
    });
    expect((await onRecord(second.id)).outcome).toBe("unknown");
    const own = await made(second.input);
    expect(await decide(second.id, { wixId: own })).toMatchObject({ status: "succeeded" });
  });

  test("but not with the Wix id of something that has another external id", async () => {
    const { id, input } = await lost("after");
    await age(id, 601);
    const other = { namespace, externalId: newGuid(), displayName: input.displayName };
    const { id: wixId } = await wix.createProgramDefinition(other);
    expect(await decide(id, { wixId })).toMatchObject({
      status: "failed",
      failure: { kind: "wix-id-of-another" },
    });
    expect(await mappingsOf(id)).toMatchObject([{ wixId: null }]);
    expect(await decide(id, { wixId: await made(input) })).toMatchObject({ status: "succeeded" });
  });

  test("with what Wix holds, and with something, where a key must lead to it", async () => {
    const { id } = await lost("after");
    await age(id, 601);
    expect(await decide(id, { wixId: newGuid() })).toMatchObject({
      status: "failed",
      attemptId: null,
      failure: { kind: "not-found" },
    });
    expect(await decide(id)).toMatchObject({
      status: "failed",
      failure: { kind: "wix-id-missing" },
    });
    expect((await onRecord(id)).types).toEqual(["intended", "unknown"]);
  });

  test("as not done: the key is free, and the form that was sent has failed", async () => {
    const { id, input, asker } = await lost();
    await age(id, 601);
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
    const [early, late, given] = [await lost(), await lost(), await lost()];
    await age(early.id, 300);
    await age(late.id, 601);
    await db().attempt.update({ where: { id: given.id }, data: { errorCode: "needs-person" } });
    const outcomes = [];
    for (const { id } of [early, late, given]) outcomes.push(await decide(id, { wasDone: false }));
    expect(outcomes).toMatchObject([
      { status: "failed", failure: { kind: "still-looking" } },
      { status: "succeeded" },
      { status: "succeeded" },
    ]);
  });

  test("once: not what is settled, and not what does not exist", async () => {
    const { id } = await lost();
    await age(id, 601);
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
      const { id, input } = await lost("after");
      await age(id, 601);
      const wixId = await made(input);
      const [, byHand] = await Promise.all([reconcile(), decide(id, { wixId })]);
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
      settling = reconcile();
      await somebodyWaitsForTheLog();
      await tx.$queryRaw`SELECT 1 FROM "Attempt" WHERE "id" = ${id}::uuid FOR UPDATE NOWAIT`;
    });
    expect(await settling).toEqual({ settled: 1, open: 0 });
  });
});

test("a person looks it up now: who did, and what was found, is on record", async () => {
  const { id, input } = await lost("after");
  const look = () => runOperation(lookUpAttempt, { attemptId: id }, request(user("manager")));
  expect(await look()).toMatchObject({ after: { found: "early" } });
  await age(id, 121);
  const outcome = await look();
  expect(outcome).toMatchObject({ subject: { kind: "attempts", id }, after: { found: "settled" } });
  expect(await onRecord(id)).toMatchObject({
    outcome: "succeeded",
    subjectId: await made(input),
  });
  const attemptId = outcome.status === "succeeded" ? outcome.attemptId : null;
  expect(await onRecord(attemptId)).toMatchObject({ outcome: "succeeded", subjectId: id });
  expect(await look()).toMatchObject({ after: { found: "closed" } });
});

describe("an owner erases what is on record of an attempt", () => {
  const erase = (attemptId: string, actor = user("owner")) =>
    runOperation(eraseAttempt, { attemptId, note: "she asked for it" }, request(actor));

  test("once it is settled: its payloads go, its entries and the chain stay, and that is on record", async () => {
    const { id, input, asker } = await lost();
    expect(await erase(id)).toMatchObject({ status: "failed", failure: { kind: "not-settled" } });
    await age(id, 601);
    await decide(id, { wasDone: false });
    const outcome = await erase(id);
    expect(outcome).toMatchObject({
      status: "succeeded",
      subject: { kind: "attempts", id },
      after: { erased: 3 },
    });
    expect((await onRecord(id)).contents).toEqual([null, null, null]);
    expect(await runOperation(createProgramDefinition, input, asker)).toMatchObject({
      status: "failed",
      failure: { kind: "not-done" },
    });
    expect((await verifyAudit()).broken).toBeNull();
    const attemptId = outcome.status === "succeeded" ? outcome.attemptId : null;
    expect((await onRecord(attemptId)).contents[0]).toMatchObject({
      input: { attemptId: id, note: "she asked for it" },
    });
  });

  test("and nobody else, and not what does not exist", async () => {
    expect(await erase(randomUUID(), user("manager"))).toMatchObject({ status: "refused" });
    expect(await erase(randomUUID())).toMatchObject({ failure: { kind: "not-settled" } });
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
