import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { db } from "@/lib/db";
import { findMapping } from "@/lib/mappings/mappings";
import { findProgramDefinitionByExternalId } from "@/lib/wix/program-definitions";
import { toGuid } from "@/lib/wix/guid";
import { addFault, requests } from "@/scripts/test/emulator";
import { onRecord } from "@/scripts/test/record";
import { namespace, newPoolDefinition, request, user } from "@/scripts/test/samples";
import { nothing, operation } from "./operation";
import { createPoolDefinition } from "./pool-definitions";
import { createProgramDefinition } from "./program-definitions";
import { runOperation } from "./run";
import { addUser } from "./users";

const creations = (contains: string) =>
  requests("poolDefinitions.createPoolDefinition", contains).then((all) => all.length);

const gold = (key: string, displayName = "Gold") => ({ namespace, displayName, key });

describe("what is on record", () => {
  test("the intention with its input is there before anything is sent, the outcome after", async () => {
    const input = newPoolDefinition();
    const asker = request();
    let seenByRun: string[] = [];
    const watched = {
      ...createPoolDefinition,
      async run(given: typeof input) {
        const attempt = await db().attempt.findFirstOrThrow({ where: { key: asker.key } });
        seenByRun = (await onRecord(attempt.id)).types;
        return createPoolDefinition.run(given, undefined);
      },
    };
    const outcome = await runOperation(watched, input, {
      ...asker,
      reason: "spring",
      requestId: "r1",
    });
    expect(seenByRun).toEqual(["intended"]);
    if (outcome.status !== "succeeded") throw new Error(outcome.status);
    const record = await onRecord(outcome.attemptId);
    expect(record).toMatchObject({
      outcome: "succeeded",
      operation: "pool-definitions.create",
      actorKind: "user",
      actorId: asker.actor.id,
      source: "form",
      reason: "spring",
      requestId: "r1",
      errorCode: null,
      subjectKind: "pool-definitions",
      subjectId: outcome.subject.id,
      wixRequestId: expect.stringMatching(/\S/),
      settledAt: expect.any(Date),
      types: ["intended", "succeeded"],
    });
    expect(record.contents).toEqual([
      { input, request: { key: asker.key, parentId: null, reason: "spring" } },
      { after: outcome.after },
    ]);
    expect(record.entries.at(-1)?.wixRequestId).toBe(record.wixRequestId);
  });

  test("of wrong input there is nothing, and nothing is sent", async () => {
    const actor = user("manager");
    const input = { ...newPoolDefinition(), displayName: "" };
    const outcome = await runOperation(createPoolDefinition, input, request(actor));
    expect(outcome).toEqual({ status: "invalid", fields: { displayName: "The name is missing." } });
    expect(await db().attempt.count({ where: { actorId: actor.id } })).toBe(0);
  });

  test("of a namespace that is not ours there is nothing, and nothing is sent", async () => {
    const input = { ...newPoolDefinition(), namespace: "@wix/pricing-plans" };
    const outcome = await runOperation(createPoolDefinition, input, request());
    expect(outcome).toMatchObject({
      status: "failed",
      attemptId: null,
      failure: { kind: "foreign-namespace", data: { namespace: "@wix/pricing-plans" } },
    });
    expect(await creations(input.displayName)).toBe(0);
  });
});

describe("the same key", () => {
  test("gives the first one's outcome, and is sent once; another input is not taken for it", async () => {
    const input = newPoolDefinition();
    const asker = request();
    const first = await runOperation(createPoolDefinition, input, asker);
    expect(first.status).toBe("succeeded");
    expect(await runOperation(createPoolDefinition, input, asker)).toEqual(first);
    const other = newPoolDefinition();
    expect(await runOperation(createPoolDefinition, other, asker)).toMatchObject({
      status: "failed",
      attemptId: first.status === "succeeded" ? first.attemptId : "",
      failure: { kind: "other-input" },
    });
    expect(await creations(input.displayName)).toBe(1);
    expect(await creations(other.displayName)).toBe(0);
  });

  test("gives the first one's refusal, with all that Wix said", async () => {
    const input = newPoolDefinition();
    const violation = {
      field: "poolDefinition.displayName",
      description: "d",
      violatedRule: "OTHER",
    };
    const details = { validationError: { fieldViolations: [violation] } };
    const method = "poolDefinitions.createPoolDefinition";
    await addFault({ method, status: 400, body: { message: "m", details } });
    const asker = request();
    const first = await runOperation(createPoolDefinition, input, asker);
    expect(first).toMatchObject({ status: "failed", failure: { kind: "invalid" } });
    expect(await runOperation(createPoolDefinition, input, asker)).toEqual(first);
    expect(await creations(input.displayName)).toBe(1);
  });

  test("gives the first one's doubt, and is not sent again", async () => {
    const input = newPoolDefinition();
    const asker = request();
    const method = "poolDefinitions.createPoolDefinition";
    await addFault({ method, contains: input.displayName, drop: "after" });
    const first = await runOperation(createPoolDefinition, input, asker);
    expect(first).toMatchObject({ status: "unknown", failure: { kind: "disconnected" } });
    expect(await runOperation(createPoolDefinition, input, asker)).toEqual(first);
    expect(await creations(input.displayName)).toBe(1);
  });

  test("ten times at once: one request, and ten times its outcome", async () => {
    const input = newPoolDefinition();
    const asker = request();
    const method = "poolDefinitions.createPoolDefinition";
    await addFault({ method, contains: input.displayName, delayMs: 200 });
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => runOperation(createPoolDefinition, input, asker)),
    );
    expect(outcomes[0]?.status).toBe("succeeded");
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(await creations(input.displayName)).toBe(1);
    expect(await db().attempt.count({ where: { key: asker.key } })).toBe(1);
  });

  test("ten times at once, with a business key and of our own data: one of each", async () => {
    const manager = request();
    const keyed = gold(randomUUID());
    const programDefinitions = await Promise.all(
      Array.from({ length: 10 }, () => runOperation(createProgramDefinition, keyed, manager)),
    );
    const owner = request(user("owner"));
    const someone = {
      email: `${randomUUID()}@example.com`,
      name: "Nina",
      role: "viewer",
      password: "a long enough password",
    };
    const users = await Promise.all(
      Array.from({ length: 10 }, () => runOperation(addUser, someone, owner)),
    );
    for (const outcomes of [programDefinitions, users]) {
      expect(outcomes[0]?.status).toBe("succeeded");
      for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    }
  });

  test("of somebody else, or of another operation, tells nothing and does nothing", async () => {
    const asker = request();
    const first = await runOperation(createPoolDefinition, newPoolDefinition(), asker);
    expect(first.status).toBe("succeeded");
    const input = newPoolDefinition();
    const thief = request(user("owner"), asker.key);
    const stolen = await runOperation(createPoolDefinition, input, thief);
    if (stolen.status !== "refused") throw new Error(stolen.status);
    expect(await onRecord(stolen.attemptId)).toMatchObject({
      actorId: thief.actor.id,
      outcome: "refused",
      types: ["refused"],
    });
    expect(await runOperation(createProgramDefinition, gold("of-another"), asker)).toMatchObject({
      status: "refused",
    });
    expect(await creations(input.displayName)).toBe(0);
    expect(await findMapping(namespace, "program-definitions", "of-another")).toBeNull();
  });
});

test("what nobody expected is thrown, and stays in doubt on record", async () => {
  const broken = operation({
    name: "pool-definitions.create",
    may: ["manager"],
    input: z.object({}),
    before: nothing,
    namespaces: () => [namespace],
    run: () => Promise.reject(new TypeError("a mistake of ours")),
    settle: () => Promise.resolve({ outcome: "failed", kind: "not-done", why: "" }),
  });
  const actor = user("manager");
  await expect(runOperation(broken, {}, request(actor))).rejects.toThrow("a mistake of ours");
  const attempt = await db().attempt.findFirstOrThrow({ where: { actorId: actor.id } });
  expect(await onRecord(attempt.id)).toMatchObject({
    outcome: "unknown",
    errorCode: "unexpected",
    types: ["intended", "unknown"],
  });
});

test("a failed write carries no request id of the read before it", async () => {
  const input = newPoolDefinition();
  const method = "poolDefinitions.createPoolDefinition";
  await addFault({ method, contains: input.displayName, drop: "before" });
  const outcome = await runOperation(
    { ...createPoolDefinition, before: async () => void (await inWixAlready()) },
    input,
    request(),
  );
  if (outcome.status !== "unknown") throw new Error(outcome.status);
  expect((await onRecord(outcome.attemptId)).wixRequestId).toBeNull();
});

const inWixAlready = () =>
  findProgramDefinitionByExternalId(namespace, toGuid("00000000-0000-4000-8000-000000000000"));
