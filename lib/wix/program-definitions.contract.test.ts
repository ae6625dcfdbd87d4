import { describe, expect, test } from "vitest";
import { namespace, newGuid } from "@/scripts/test/samples";
import {
  createProgramDefinition,
  findProgramDefinitionByExternalId,
  getProgramDefinition,
  listProgramDefinitions,
  type NewProgramDefinition,
} from "./program-definitions";

const input = (): NewProgramDefinition => ({
  displayName: "Gold",
  namespace,
  externalId: newGuid(),
});

describe("create", () => {
  test("gives the entity as Wix holds it, and leaves its argument alone", async () => {
    const given = input();
    const before = structuredClone(given);
    const created = await createProgramDefinition(given);
    expect(given).toEqual(before);
    expect(created).toMatchObject({ ...given, revision: "1" });
    expect(await getProgramDefinition(created.id)).toEqual(created);
  });

  test("an externalId that the namespace has is a conflict; another namespace may have it", async () => {
    const given = input();
    await createProgramDefinition(given);
    await expect(createProgramDefinition(given)).rejects.toMatchObject({
      kind: "conflict",
      mayHaveHappened: false,
    });
    const elsewhere = await createProgramDefinition({ ...given, namespace: "other" });
    expect(elsewhere.namespace).toBe("other");
  });

  test("what is too long is refused, and the field is named", async () => {
    const given = { ...input(), displayName: "n".repeat(65) };
    await expect(createProgramDefinition(given)).rejects.toMatchObject({
      kind: "invalid",
      fields: [expect.objectContaining({ field: "programDefinition.displayName" })],
    });
  });
});

describe("find by externalId", () => {
  test("gives the one of this namespace", async () => {
    const created = await createProgramDefinition(input());
    expect(await findProgramDefinitionByExternalId(namespace, created.externalId)).toEqual(created);
    expect(await findProgramDefinitionByExternalId("elsewhere", created.externalId)).toBeNull();
  });

  test("gives null for one that nobody has", async () => {
    expect(await findProgramDefinitionByExternalId(namespace, newGuid())).toBeNull();
  });

  test("throws when Wix refuses for another reason", async () => {
    await expect(
      findProgramDefinitionByExternalId("n".repeat(21), newGuid()),
    ).rejects.toMatchObject({ kind: "invalid" });
  });
});

test("one that is not there is not-found", async () => {
  await expect(getProgramDefinition(newGuid())).rejects.toMatchObject({ kind: "not-found" });
});

test("cursors lead through all of a namespace, newest first, forward and back", async () => {
  const made = [];
  for (let count = 0; count < 5; count += 1) {
    made.unshift(await createProgramDefinition({ ...input(), namespace: "paged" }));
  }
  const first = await listProgramDefinitions({ limit: 2, namespace: "paged" });
  const second = await listProgramDefinitions({ limit: 2, cursor: first.next ?? "" });
  const third = await listProgramDefinitions({ limit: 2, cursor: second.next ?? "" });
  expect([...first.items, ...second.items, ...third.items]).toEqual(made);
  expect([first.prev, third.next]).toEqual([null, null]);
  const back = await listProgramDefinitions({ limit: 2, cursor: second.prev ?? "" });
  expect(back.items).toEqual(first.items);
});

test("some can be asked for by id, in one request", async () => {
  const [one, , three] = [
    await createProgramDefinition(input()),
    await createProgramDefinition(input()),
    await createProgramDefinition(input()),
  ];
  const { items } = await listProgramDefinitions({
    limit: 100,
    ids: [one.id, three.id, newGuid()],
  });
  expect(items).toEqual([three, one]);
});
