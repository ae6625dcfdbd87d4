import { beforeAll, describe, expect, test } from "vitest";
import { beginAttempt } from "@/lib/audit/attempts";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import * as wix from "@/lib/wix/pool-definitions";
import { createProgramDefinition } from "@/lib/wix/program-definitions";
import { addFault, requests } from "@/scripts/test/emulator";
import { age, makeDue, onRecord } from "@/scripts/test/record";
import { details, namespace, newGuid, newPoolDefinition, request } from "@/scripts/test/samples";
import { historyOf } from "./history";
import type { Outcome } from "./outcome";
import { addPoolDefinitionToProgramDefinition, createPoolDefinition } from "./pool-definitions";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";
import { settle } from "./settle";

const creating = "poolDefinitions.createPoolDefinition";
const adding = "poolDefinitions.addPoolDefinitionToProgramDefinition";
const create = (input: unknown) => runOperation(createPoolDefinition, input, request());

/** The attempt of an outcome that is in doubt. */
function inDoubt(outcome: Outcome): string {
  if (outcome.status !== "unknown") throw new Error(`not in doubt: ${outcome.status}`);
  return outcome.attemptId;
}

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

async function inWix(displayName: string) {
  const { items } = await wix.listPoolDefinitions({ limit: 100, namespace });
  return items.filter((one) => one.displayName === displayName);
}

describe("create", () => {
  test("makes it in Wix, and tells what was made", async () => {
    const input = newPoolDefinition();
    const outcome = await create(input);
    expect(outcome).toMatchObject({ status: "succeeded", subject: { kind: "pool-definitions" } });
    const [made, ...more] = await inWix(input.displayName);
    expect(more).toEqual([]);
    expect(outcome).toMatchObject({ subject: { id: made?.id }, after: { ...input } });
  });

  const refused: [field: string, input: object, message: string][] = [
    ["namespace", { namespace: "" }, "The namespace is missing."],
    ["namespace", { namespace: "n".repeat(21) }, "The namespace has 20 characters at most."],
    ["displayName", { displayName: "  " }, "The name is missing."],
    ["displayName", { displayName: "n".repeat(129) }, "The name has 128 characters at most."],
    ["details.benefits", { details: { ...details, benefits: [] } }, "Add at least one benefit."],
    [
      "details.benefits.0.price",
      { details: { ...details, creditConfiguration: null } },
      "Without credits nothing can have a price. Turn credits on, or set 0.",
    ],
  ];
  test.each(refused)("refuses %s %o", async (field, more, message) => {
    const outcome = await create({ ...newPoolDefinition(), ...more });
    expect(outcome).toEqual({ status: "invalid", fields: { [field]: message } });
  });

  test("that Wix refuses has failed, and says why", async () => {
    const input = newPoolDefinition();
    await addFault({ method: creating, contains: input.displayName, status: 403 });
    const outcome = await create(input);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "forbidden" } });
    const attemptId = outcome.status === "failed" ? outcome.attemptId : null;
    expect(await onRecord(attemptId)).toMatchObject({
      outcome: "failed",
      errorCode: "forbidden",
      types: ["intended", "failed"],
      contents: [{ input }, { error: { kind: "forbidden" } }],
    });
  });
});

describe("create, when the answer is lost", () => {
  test("after it was made: it is found, and has succeeded", async () => {
    const input = newPoolDefinition();
    const id = await lost(input, "after");
    expect(await onRecord(id)).toMatchObject({ outcome: "unknown", errorCode: "disconnected" });
    await makeDue(id);
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
    const [made] = await inWix(input.displayName);
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
    const [made] = await inWix(input.displayName);
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
});

describe("add to a program definition", () => {
  let programDefinitionId: string;
  beforeAll(async () => {
    const gold = { displayName: "Gold", namespace, externalId: newGuid() };
    programDefinitionId = (await createProgramDefinition(gold)).id;
  });

  const newMembership = async () => {
    const { id } = await wix.createPoolDefinition(newPoolDefinition());
    return { poolDefinitionId: id, programDefinitionId, cascade: "FUTURE_PROVISIONS" as const };
  };
  const add = (input: unknown) =>
    runOperation(addPoolDefinitionToProgramDefinition, input, request());

  test("adds it, and keeps how it was before", async () => {
    const input = await newMembership();
    const outcome = await add(input);
    expect(outcome).toMatchObject({
      status: "succeeded",
      subject: { kind: "pool-definitions", id: input.poolDefinitionId },
      after: { programDefinitionIds: [programDefinitionId] },
    });
    const attemptId = outcome.status === "succeeded" ? outcome.attemptId : null;
    expect((await onRecord(attemptId)).contents[0]).toMatchObject({
      input,
      before: { id: input.poolDefinitionId, programDefinitionIds: [] },
    });
  });

  test("stands in the history of both", async () => {
    const input = await newMembership();
    await add(input);
    const operation = addPoolDefinitionToProgramDefinition.name;
    for (const id of [input.poolDefinitionId, programDefinitionId]) {
      const subjectId = input.poolDefinitionId;
      expect(await historyOf(id)).toContainEqual(expect.objectContaining({ operation, subjectId }));
    }
  });

  test("of another app is refused, whichever of the two is the other's, and nothing is sent", async () => {
    const foreign = { namespace: "@wix/pricing-plans" };
    const input = await newMembership();
    const plan = await createProgramDefinition({
      ...foreign,
      displayName: "Plan",
      externalId: newGuid(),
    });
    const theirs = await wix.createPoolDefinition({ ...newPoolDefinition(), ...foreign });
    for (const other of [{ programDefinitionId: plan.id }, { poolDefinitionId: theirs.id }]) {
      expect(await add({ ...input, ...other })).toMatchObject({
        status: "failed",
        attemptId: null,
        failure: { kind: "foreign-namespace", data: foreign },
      });
    }
    expect(await requests(adding, plan.id)).toEqual([]);
    expect(await requests(adding, theirs.id)).toEqual([]);
  });

  test("refuses each field that is wrong, by name", async () => {
    expect(await add({ poolDefinitionId: "x", programDefinitionId: "", cascade: "LATER" })).toEqual(
      {
        status: "invalid",
        fields: {
          poolDefinitionId: expect.stringMatching(/./),
          programDefinitionId: expect.stringMatching(/./),
          cascade: "Choose when existing programs get it.",
        },
      },
    );
  });

  test("of a pool definition that is not there has failed, and nothing is sent", async () => {
    const poolDefinitionId = newGuid();
    const outcome = await add({ ...(await newMembership()), poolDefinitionId });
    expect(outcome).toMatchObject({
      status: "failed",
      attemptId: null,
      failure: { kind: "not-found" },
    });
    expect(await requests(adding, poolDefinitionId)).toEqual([]);
  });

  test("that Wix refuses has failed with Wix's rule", async () => {
    const input = await newMembership();
    const ruleName = "cascade_value_not_supported";
    const violation = { field: "cascade", description: "d", violatedRule: "OTHER", ruleName };
    const body = { message: "m", details: { validationError: { fieldViolations: [violation] } } };
    await addFault({ method: adding, contains: input.poolDefinitionId, status: 400, body });
    expect(await add(input)).toMatchObject({ status: "failed", failure: { kind: ruleName } });
  });

  test.each([
    ["after", "succeeded"],
    ["before", "failed"],
  ] as const)("whose answer is lost %s the effect has %s", async (drop, settled) => {
    const input = await newMembership();
    await addFault({ method: adding, contains: input.poolDefinitionId, drop });
    const id = inDoubt(await add(input));
    await makeDue(id);
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
    expect((await onRecord(id)).outcome).toBe(settled);
    expect(await requests(adding, input.poolDefinitionId)).toHaveLength(1);
  });

  test("when Wix is silent before it, nothing was tried and nothing is on record", async () => {
    const input = await newMembership();
    const get = "poolDefinitions.getPoolDefinition";
    await addFault({ method: get, contains: input.poolDefinitionId, status: 500 });
    const before = await db().attempt.count();
    expect(await add(input)).toMatchObject({
      status: "failed",
      attemptId: null,
      failure: { kind: "server-error" },
    });
    expect(await db().attempt.count()).toBe(before);
  });
});
