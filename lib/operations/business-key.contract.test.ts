import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { externalIdOf } from "@/lib/mappings/external-id";
import { findMapping } from "@/lib/mappings/mappings";
import { toGuid } from "@/lib/wix/guid";
import { findProgramDefinitionByExternalId } from "@/lib/wix/program-definitions";
import { addFault, requests } from "@/scripts/test/emulator";
import { makeDue, mappingsOf } from "@/scripts/test/record";
import { namespace, request, user } from "@/scripts/test/samples";
import { createProgramDefinition } from "./program-definitions";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";

const gold = (key: string, displayName = "Gold") => ({ namespace, displayName, key });

describe("a business key", () => {
  const inWix = (key: string, generation = 1) => {
    const externalId = externalIdOf(namespace, "program-definitions", key, generation);
    return findProgramDefinitionByExternalId(namespace, toGuid(externalId));
  };

  test("is bound to what was made under it", async () => {
    const key = randomUUID();
    const outcome = await runOperation(createProgramDefinition, gold(key), request());
    if (outcome.status !== "succeeded") throw new Error(outcome.status);
    expect(await findMapping(namespace, "program-definitions", key)).toMatchObject({
      key,
      generation: 1,
      wixId: outcome.subject.id,
      boundAt: expect.any(Date),
      externalId: (await inWix(key))?.externalId,
    });
  });

  test("that is taken is refused, says who has it, and leaves nothing on record", async () => {
    const key = randomUUID();
    const first = await runOperation(createProgramDefinition, gold(key), request());
    const actor = user("manager");
    const second = await runOperation(createProgramDefinition, gold(key, "Other"), request(actor));
    expect(second).toMatchObject({
      status: "failed",
      attemptId: null,
      failure: {
        kind: "key-taken",
        data: {
          kind: "program-definitions",
          key,
          generation: 1,
          wixId: first.status === "succeeded" ? first.subject.id : "",
        },
      },
    });
    expect(await db().attempt.count({ where: { actorId: actor.id } })).toBe(0);
  });

  test("may be used anew as the next generation", async () => {
    const key = randomUUID();
    await runOperation(createProgramDefinition, gold(key), request());
    const next = { ...gold(key, "Next"), generation: 2 };
    expect(await runOperation(createProgramDefinition, next, request())).toMatchObject({
      status: "succeeded",
    });
    expect(await inWix(key, 2)).toMatchObject({ displayName: "Next" });
  });

  test("is free again when Wix certainly did nothing", async () => {
    const key = randomUUID();
    await addFault({ method: "programDefinitions.createProgramDefinition", status: 403 });
    const refused = await runOperation(createProgramDefinition, gold(key), request());
    expect(refused).toMatchObject({ status: "failed", failure: { kind: "forbidden" } });
    expect(await findMapping(namespace, "program-definitions", key)).toBeNull();
    const again = await runOperation(createProgramDefinition, gold(key), request());
    expect(again.status).toBe("succeeded");
  });

  test("stays held while it is in doubt, and has no next generation until it is settled", async () => {
    const key = randomUUID();
    await addFault({ method: "programDefinitions.createProgramDefinition", status: 500 });
    const doubtful = await runOperation(createProgramDefinition, gold(key), request());
    if (doubtful.status !== "unknown") throw new Error(doubtful.status);
    const { attemptId } = doubtful;
    expect(await mappingsOf(attemptId)).toMatchObject([{ key, wixId: null }]);
    for (const generation of [1, 2]) {
      const input = { ...gold(key), generation };
      expect(await runOperation(createProgramDefinition, input, request())).toMatchObject({
        status: "failed",
        failure: { kind: "key-taken", data: { wixId: null, attemptId } },
      });
    }
    await makeDue(attemptId);
    await reconcile();
    expect((await runOperation(createProgramDefinition, gold(key), request())).status).toBe(
      "succeeded",
    );
  });

  test("goes up only: under a later generation, none before it is made", async () => {
    const key = randomUUID();
    const third = { ...gold(key), generation: 3 };
    expect((await runOperation(createProgramDefinition, third, request())).status).toBe(
      "succeeded",
    );
    for (const generation of [1, 2, 3]) {
      const input = { ...gold(key), generation };
      expect(await runOperation(createProgramDefinition, input, request())).toMatchObject({
        status: "failed",
        failure: { kind: "key-taken", data: { generation: 3 } },
      });
    }
  });

  test("asked for by ten at once is had by one", async () => {
    const key = randomUUID();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => runOperation(createProgramDefinition, gold(key), request())),
    );
    expect(outcomes.map((one) => one.status).toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => "failed"),
      "succeeded",
    ]);
    const externalId = externalIdOf(namespace, "program-definitions", key);
    const sent = await requests("programDefinitions.createProgramDefinition", externalId);
    expect(sent).toHaveLength(1);
  });
});
