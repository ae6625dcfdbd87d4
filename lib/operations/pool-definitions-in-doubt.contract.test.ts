import { expect, test } from "vitest";
import { beginAttempt } from "@/lib/audit/attempts";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import * as wix from "@/lib/wix/pool-definitions";
import { createProgramDefinition } from "@/lib/wix/program-definitions";
import { addFault, requests } from "@/scripts/test/emulator";
import { inDoubt } from "@/scripts/test/lost";
import { age, makeDue, onRecord } from "@/scripts/test/record";
import {
  namespace,
  newGuid,
  newPoolDefinition,
  poolDefinitionsNamed,
  request,
} from "@/scripts/test/samples";
import { addPoolDefinitionToProgramDefinition, createPoolDefinition } from "./pool-definitions";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";
import { settle } from "./settle";

const creating = "poolDefinitions.createPoolDefinition";
const create = (input: unknown) => runOperation(createPoolDefinition, input, request());

/** A creation whose answer was lost. */
async function lost(input: { displayName: string }, drop: "before" | "after"): Promise<string> {
  await addFault({ method: creating, contains: input.displayName, drop });
  return inDoubt(await create(input));
}

/** An attempt whose answer is still awaited. */
async function begin(input: object): Promise<string> {
  const { actor, key, source } = request();
  const attempt = {
    id: newGuid(),
    key,
    operation: createPoolDefinition.name,
    actorKind: actor.kind,
    actorId: actor.id,
    source,
    parentId: null,
    reason: null,
    requestId: null,
    subject: null,
    related: null,
    reconcileAfterMs: 60_000,
  };
  await db().$transaction((tx) => beginAttempt(tx, attempt, "intended", { input }));
  return attempt.id;
}

test("after it was made: it is found, and has succeeded", async () => {
  const input = newPoolDefinition();
  const id = await lost(input, "after");
  expect(await onRecord(id)).toMatchObject({ outcome: "unknown", errorCode: "disconnected" });
  await makeDue(id);
  expect(await reconcile()).toEqual({ settled: 1, open: 0 });
  const [made] = await poolDefinitionsNamed(input.displayName);
  expect(await onRecord(id)).toMatchObject({
    outcome: "succeeded",
    subjectId: made?.id,
    errorCode: null,
    types: ["intended", "unknown", "succeeded"],
  });
});

test("before it was made: it is looked for until it cannot appear any more, and has failed", async () => {
  const input = newPoolDefinition();
  const id = await lost(input, "before");
  await makeDue(id);
  expect(await reconcile()).toEqual({ settled: 0, open: 1 });
  expect((await onRecord(id)).outcome).toBe("unknown");
  await age(id, 121);
  expect(await reconcile()).toEqual({ settled: 1, open: 0 });
  expect(await onRecord(id)).toMatchObject({
    outcome: "failed",
    types: ["intended", "unknown", "failed"],
  });
  expect(await requests(creating, input.displayName)).toHaveLength(1);
});

test("nothing is looked up before twice the deadline has passed", async () => {
  const id = await lost(newPoolDefinition(), "after");
  expect(await reconcile()).toEqual({ settled: 0, open: 0 });
  const { startedAt, reconcileAt } = await onRecord(id);
  expect(reconcileAt.getTime() - startedAt.getTime()).toBe(2 * env().wixDeadlineMs);
});

test("what another attempt made is not taken for it", async () => {
  const input = newPoolDefinition();
  const id = await lost(input, "before");
  expect((await create(input)).status).toBe("succeeded");
  await age(id, 121);
  await reconcile();
  expect((await onRecord(id)).outcome).toBe("failed");
});

test("what was made once is taken for one attempt, also by two who look at the same moment", async () => {
  for (let round = 0; round < 6; round += 1) {
    const input = newPoolDefinition();
    const ids = [await lost(input, "after"), await lost(input, "before")];
    for (const id of ids) await makeDue(id);
    const found = await Promise.all([reconcile(), reconcile()]);
    expect(found.reduce((sum, one) => sum + one.settled, 0)).toBe(1);
    const records = await Promise.all(ids.map(onRecord));
    expect(records.map((one) => one.outcome).sort()).toEqual(["succeeded", "unknown"]);
    for (const id of ids) await age(id, 121);
    await reconcile();
    const ended = await Promise.all(ids.map(onRecord));
    expect(ended.map((one) => one.outcome).sort()).toEqual(["failed", "succeeded"]);
  }
});

test("what is just being made by another attempt is left to that one", async () => {
  const input = newPoolDefinition();
  const id = await lost(input, "before");
  await age(id, 121);
  const other = await begin(input);
  const made = await wix.createPoolDefinition(input);
  expect(await reconcile()).toEqual({ settled: 0, open: 1 });
  expect((await onRecord(id)).outcome).toBe("unknown");
  const subject = { kind: "pool-definitions", id: made.id };
  const ending = { type: "succeeded", subject, errorCode: null, wixRequestId: null } as const;
  await settle(other, { ...ending, content: {} });
  await makeDue(id);
  await reconcile();
  expect((await onRecord(id)).outcome).toBe("failed");
});

test("what it made is taken for it, though somebody has added it to a program definition since", async () => {
  const input = newPoolDefinition();
  const id = await lost(input, "after");
  const [made] = await poolDefinitionsNamed(input.displayName);
  const { id: programDefinitionId } = await createProgramDefinition({
    displayName: "Gold",
    namespace,
    externalId: newGuid(),
  });
  const membership = { poolDefinitionId: made?.id, programDefinitionId, cascade: "IMMEDIATELY" };
  const added = await runOperation(addPoolDefinitionToProgramDefinition, membership, request());
  expect(added.status).toBe("succeeded");
  await age(id, 121);
  await reconcile();
  expect(await onRecord(id)).toMatchObject({ outcome: "succeeded", subjectId: made?.id });
});

test("two that are the same in all: a person decides, and is told once", async () => {
  const input = newPoolDefinition();
  const [one, other] = [await lost(input, "after"), await lost(input, "after")];
  for (const id of [one, other, one]) {
    await makeDue(id);
    expect(await reconcile()).toEqual({ settled: 0, open: 1 });
  }
  const record = await onRecord(one);
  expect(record).toMatchObject({ outcome: "unknown", errorCode: "needs-person" });
  expect(record.types).toEqual(["intended", "unknown", "unknown"]);
  expect(record.contents.at(-1)).toEqual({ note: "Several such pool definitions exist." });
  expect(record.reconcileAt.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
});

test("it is found among more than a page of others", async () => {
  const input = newPoolDefinition();
  const id = await lost(input, "after");
  for (let count = 0; count < 101; count += 1) {
    await wix.createPoolDefinition(newPoolDefinition());
  }
  await age(id, 121);
  await reconcile();
  expect((await onRecord(id)).outcome).toBe("succeeded");
});
