import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { externalIdOf } from "@/lib/mappings/external-id";
import { db } from "@/lib/db";
import { findMapping } from "@/lib/mappings/mappings";
import { type Guid, toGuid } from "@/lib/wix/guid";
import * as wix from "@/lib/wix/program-definitions";
import { addFault, requests } from "@/scripts/test/emulator";
import { inDoubt } from "@/scripts/test/lost";
import { makeDue, mappingsOf, onRecord } from "@/scripts/test/record";
import { namespace, request } from "@/scripts/test/samples";
import { createProgramDefinition } from "./program-definitions";
import { reconcile } from "./reconcile";
import { runOperation } from "./run";

const method = "programDefinitions.createProgramDefinition";
const gold = () => ({ namespace, displayName: "Gold", key: `gold-${randomUUID()}` });
const create = (input: unknown) => runOperation(createProgramDefinition, input, request());
const idOf = (key: string) => toGuid(externalIdOf(namespace, "program-definitions", key));
const inWix = (key: string) => wix.findProgramDefinitionByExternalId(namespace, idOf(key));

test("it is made in Wix under the externalId of its key", async () => {
  const input = gold();
  const outcome = await create(input);
  const made = await inWix(input.key);
  expect(outcome).toMatchObject({
    status: "succeeded",
    subject: { kind: "program-definitions", id: made?.id },
    after: { displayName: "Gold", externalId: idOf(input.key) },
  });
});

describe("refuses", () => {
  const refused: [field: string, input: object, message: string][] = [
    ["namespace", { namespace: " " }, "The namespace is missing."],
    ["displayName", { displayName: "" }, "The name is missing."],
    ["displayName", { displayName: "n".repeat(65) }, "The name has 64 characters at most."],
    ["key", { key: " " }, "Give a key, such as order-1001."],
    ["key", { key: "k".repeat(101) }, "A key has 100 characters at most."],
    ["key", { key: "a\nb" }, "A key has no line breaks or other control characters."],
  ];
  test.each(refused)("%s %o", async (field, more, message) => {
    const outcome = await create({ ...gold(), ...more });
    expect(outcome).toEqual({ status: "invalid", fields: { [field]: message } });
  });
});

test("a key that Wix has and we do not know of is a conflict, and is not held by us", async () => {
  const input = gold();
  await wix.createProgramDefinition({ namespace, displayName: "Old", externalId: idOf(input.key) });
  expect(await create(input)).toMatchObject({ status: "failed", failure: { kind: "conflict" } });
  expect(await findMapping(namespace, "program-definitions", input.key)).toBeNull();
});

describe("when the answer is lost", () => {
  async function lost(input: ReturnType<typeof gold>, drop: "before" | "after"): Promise<string> {
    await addFault({ method, contains: idOf(input.key), drop });
    const id = inDoubt(await create(input));
    await makeDue(id);
    return id;
  }

  test("after it was made: it has succeeded, and its key is bound", async () => {
    const input = gold();
    const id = await lost(input, "after");
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
    const made = await inWix(input.key);
    expect(await onRecord(id)).toMatchObject({ outcome: "succeeded", subjectId: made?.id });
    expect(await mappingsOf(id)).toMatchObject([{ key: input.key, wixId: made?.id }]);
    expect(await requests(method, idOf(input.key))).toHaveLength(1);
  });

  test("before it was made: it has failed, and its key is free", async () => {
    const input = gold();
    const id = await lost(input, "before");
    expect(await reconcile()).toEqual({ settled: 1, open: 0 });
    expect((await onRecord(id)).outcome).toBe("failed");
    expect(await mappingsOf(id)).toEqual([]);
    expect((await create(input)).status).toBe("succeeded");
  });

  const theirs = (externalId: Guid) =>
    wix.createProgramDefinition({ namespace, displayName: "Theirs", externalId });

  test("and one that was there before has this key: it has failed", async () => {
    const input = gold();
    const id = await lost(input, "before");
    await theirs(idOf(input.key));
    const startedAt = new Date(Date.now() + 120_000);
    await db().attempt.update({ where: { id }, data: { startedAt } });
    await reconcile();
    const record = await onRecord(id);
    expect(record).toMatchObject({ outcome: "failed", errorCode: "conflict" });
    expect(record.contents.at(-1)).toEqual({ note: "Wix held one under this key before." });
  });

  test("and a new one with this key has another name: a person decides", async () => {
    const input = gold();
    const id = await lost(input, "before");
    await theirs(idOf(input.key));
    await reconcile();
    const record = await onRecord(id);
    expect(record).toMatchObject({ outcome: "unknown", errorCode: "needs-person" });
    expect(await mappingsOf(id)).toMatchObject([{ key: input.key, wixId: null }]);
  });
});
