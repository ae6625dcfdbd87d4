import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import * as wix from "@/lib/wix/pool-definitions";
import { createProgramDefinition } from "@/lib/wix/program-definitions";
import { addFault, requests } from "@/scripts/test/emulator";
import { inDoubt } from "@/scripts/test/lost";
import { makeDue, onRecord } from "@/scripts/test/record";
import {
  details,
  namespace,
  newGuid,
  newPoolDefinition,
  poolDefinitionsNamed,
  request,
} from "@/scripts/test/samples";
import { historyOf } from "./history";
import { addPoolDefinitionToProgramDefinition, createPoolDefinition } from "./pool-definitions";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";

const creating = "poolDefinitions.createPoolDefinition";
const adding = "poolDefinitions.addPoolDefinitionToProgramDefinition";
const create = (input: unknown) => runOperation(createPoolDefinition, input, request());

describe("create", () => {
  test("makes it in Wix, and tells what was made", async () => {
    const input = newPoolDefinition();
    const outcome = await create(input);
    expect(outcome).toMatchObject({ status: "succeeded", subject: { kind: "pool-definitions" } });
    const [made, ...more] = await poolDefinitionsNamed(input.displayName);
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
