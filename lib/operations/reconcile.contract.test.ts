import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { addFault } from "@/scripts/test/emulator";
import { lost, made } from "@/scripts/test/lost";
import { age, makeDue, onRecord } from "@/scripts/test/record";
import { newPoolDefinition, request } from "@/scripts/test/samples";
import { createPoolDefinition } from "./pool-definitions";
import { lookUpNow, reconcile } from "./reconcile";
import { runOperation } from "./run";

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
        expect(await reconcile()).toEqual({ settled: 1, open: 0 });
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

  test("that says the opposite of the record is on record beside it, and nobody is told that it was done", async () => {
    const input = newPoolDefinition();
    const asker = request();
    const slow = {
      ...createPoolDefinition,
      async run(given: typeof input) {
        const { id } = await db().attempt.findFirstOrThrow({ where: { key: asker.key } });
        await age(id, 121);
        await makeDue(id);
        expect(await reconcile()).toEqual({ settled: 1, open: 0 });
        return createPoolDefinition.run(given, undefined);
      },
    };
    const outcome = await runOperation(slow, input, asker);
    if (outcome.status !== "unknown") throw new Error(outcome.status);
    const record = await onRecord(outcome.attemptId);
    expect(record).toMatchObject({
      outcome: "failed",
      types: ["intended", "failed", "observed"],
    });
    expect(record.contents.at(-1)).toMatchObject({ after: { displayName: input.displayName } });
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

  test("does not stop at one whose thing in Wix is tied to another key: that is left to a person", async () => {
    const [first, second, third] = [await lost("after"), await lost("after"), await lost("after")];
    const wixId = await made(second.input);
    await db().mapping.updateMany({ where: { attemptId: first.id }, data: { wixId } });
    for (const { id } of [second, third]) await makeDue(id);
    expect(await reconcile()).toEqual({ settled: 1, open: 1 });
    expect(await onRecord(second.id)).toMatchObject({
      outcome: "unknown",
      errorCode: "needs-person",
    });
    expect((await onRecord(third.id)).outcome).toBe("succeeded");
  });

  test("looks one up when a person asks, due or not: but not before 2 × deadline has passed", async () => {
    const { id } = await lost("after");
    expect(await lookUpNow(id)).toBe("early");
    await age(id, 121);
    await db().attempt.update({ where: { id }, data: { reconcileAt: new Date("2100-01-01") } });
    expect(await lookUpNow(id)).toBe("settled");
    expect(await lookUpNow(id)).toBe("closed");
    expect(await lookUpNow(randomUUID())).toBe("closed");
  });

  test("leaves alone what is not due, and what is settled", async () => {
    await lost();
    expect(await reconcile()).toEqual({ settled: 0, open: 0 });
  });
});
