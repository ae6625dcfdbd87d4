import { beforeAll, describe, expect, test } from "vitest";
import { requests } from "@/scripts/test/emulator";
import { details, namespace, newGuid, newPoolDefinition } from "@/scripts/test/samples";
import { asReturned } from "./returned";
import {
  addPoolDefinitionToProgramDefinition,
  cascades,
  createPoolDefinition,
  findPoolDefinitionsByProgramDefinition,
  getPoolDefinition,
  listPoolDefinitions,
  type PoolDefinition,
} from "./pool-definitions";
import { createProgramDefinition, type ProgramDefinition } from "./program-definitions";

let programDefinition: ProgramDefinition;
let made: PoolDefinition[];

beforeAll(async () => {
  const input = { displayName: "Gold", namespace, externalId: newGuid() };
  programDefinition = await createProgramDefinition(input);
  made = [];
  for (let count = 0; count < 5; count += 1) {
    made.push(await createPoolDefinition(newPoolDefinition()));
  }
});

describe("create", () => {
  test("gives the entity as Wix holds it, and leaves its argument alone", async () => {
    const input = newPoolDefinition();
    const before = structuredClone(input);
    const created = await createPoolDefinition(input);
    expect(input).toEqual(before);
    expect(created).toMatchObject({ ...input, revision: "1", programDefinitionIds: [] });
    expect(created.createdDate).toBeInstanceOf(Date);
    expect(await getPoolDefinition(created.id)).toEqual(created);
  });

  test("without credits and without a price", async () => {
    const { displayName } = newPoolDefinition();
    const benefits = details.benefits.map((one) => ({ ...one, price: null, description: "" }));
    const unlimited = { benefits, creditConfiguration: null };
    const created = await createPoolDefinition({ displayName, namespace, details: unlimited });
    expect(created.details).toEqual(unlimited);
  });

  test("a price without credits is refused", async () => {
    const input = { ...newPoolDefinition(), details: { ...details, creditConfiguration: null } };
    await expect(createPoolDefinition(input)).rejects.toMatchObject({ kind: "invalid" });
  });

  test("what is too long is refused, and the field is named", async () => {
    const input = { ...newPoolDefinition(), displayName: "n".repeat(129) };
    await expect(createPoolDefinition(input)).rejects.toMatchObject({
      kind: "invalid",
      fields: [
        expect.objectContaining({ field: "poolDefinition.displayName", rule: "MAX_LENGTH" }),
      ],
    });
  });
});

describe("get", () => {
  test("one that is not there is not-found", async () => {
    await expect(getPoolDefinition(newGuid())).rejects.toMatchObject({ kind: "not-found" });
  });

  test("what the SDK returned can be shown whole, what we do not model included", async () => {
    const [first] = made;
    const text = asReturned(await getPoolDefinition(first?.id ?? newGuid()));
    expect(JSON.parse(text)).toMatchObject({
      _id: first?.id,
      details: { benefits: [{ itemSetId: expect.stringMatching(/^[0-9a-f-]{36}$/) }] },
    });
  });
});

describe("list", () => {
  test("cursors lead through all, newest first, forward and back, and keep the filter", async () => {
    const createdTo = new Date((made.at(-1)?.createdDate.getTime() ?? 0) + 1);
    const createdFrom = made[0]?.createdDate;
    const first = await listPoolDefinitions({ limit: 2, namespace, createdFrom, createdTo });
    const second = await listPoolDefinitions({ limit: 2, cursor: first.next ?? "" });
    const third = await listPoolDefinitions({ limit: 2, cursor: second.next ?? "" });
    const ids = [first, second, third].map((page) => page.items.map(({ id }) => id));
    const newest = made.map(({ id }) => id).reverse();
    expect(ids).toEqual([newest.slice(0, 2), newest.slice(2, 4), newest.slice(4)]);
    expect([first.prev, third.next]).toEqual([null, null]);
    const back = await listPoolDefinitions({ limit: 2, cursor: third.prev ?? "" });
    expect(back.items.map(({ id }) => id)).toEqual(ids[1]);
  });

  test("by namespace, and of a time", async () => {
    const elsewhere = await createPoolDefinition({ ...newPoolDefinition(), namespace: "other" });
    const there = await listPoolDefinitions({ limit: 10, namespace: "other" });
    expect(there.items).toEqual([elsewhere]);
    const since = await listPoolDefinitions({ limit: 100, createdFrom: elsewhere.createdDate });
    expect(since.items.map(({ id }) => id)).toContain(elsewhere.id);
    const later = new Date(Date.now() + 60_000);
    expect((await listPoolDefinitions({ limit: 10, createdFrom: later })).items).toEqual([]);
  });

  test("a page is one request", async () => {
    const before = await requests("poolDefinitions.queryPoolDefinitions");
    await listPoolDefinitions({ limit: 50, namespace });
    const after = await requests("poolDefinitions.queryPoolDefinitions");
    expect(after.length - before.length).toBe(1);
  });
});

describe("add to a program definition", () => {
  test.each(cascades)("by %s, and it is found there", async (cascade) => {
    const { id } = await createPoolDefinition(newPoolDefinition());
    const added = await addPoolDefinitionToProgramDefinition(id, programDefinition.id, cascade);
    expect(added).toMatchObject({ id, programDefinitionIds: [programDefinition.id] });
    const found = await findPoolDefinitionsByProgramDefinition(programDefinition.id, namespace);
    expect(found).toContainEqual(added);
  });

  test("one that is not there is refused", async () => {
    const adding = addPoolDefinitionToProgramDefinition(
      newGuid(),
      programDefinition.id,
      "IMMEDIATELY",
    );
    await expect(adding).rejects.toMatchObject({ mayHaveHappened: false });
  });
});

test("a program definition without pool definitions has none", async () => {
  const input = { displayName: "Empty", namespace, externalId: newGuid() };
  const { id } = await createProgramDefinition(input);
  expect(await findPoolDefinitionsByProgramDefinition(id, namespace)).toEqual([]);
});
