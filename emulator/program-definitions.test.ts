import { describe, expect, it } from "vitest";
import { given, newGuid, newNamespace, refusalOf, type Sdk } from "./testing/client";
import { emulated } from "./testing/emulated";

const { wix } = await emulated();

type New = Parameters<Sdk["programDefinitions"]["createProgramDefinition"]>[0];
const create = (change: object = {}) => {
  const definition: New = Object.assign(
    { namespace: newNamespace(), externalId: newGuid() },
    change,
  );
  return wix.programDefinitions.createProgramDefinition(definition);
};

describe("program definitions", () => {
  it("are created with revision 1, dates and what was given", async () => {
    const externalId = newGuid();
    const extendedFields = { namespaces: { "@a/b": { some_field: 1, nested: { x: null } } } };
    const created = await create({ externalId, displayName: "Gold", extendedFields });
    expect(created).toMatchObject({ revision: "1", displayName: "Gold", externalId });
    expect(created.extendedFields).toEqual(extendedFields);
    expect(created._createdDate).toBeInstanceOf(Date);
    expect(await wix.programDefinitions.getProgramDefinition(given(created._id))).toEqual(created);
  });

  it("keep the internal description", async () => {
    const created = await create({ description: "for regulars" });
    expect(created).toMatchObject({ description: "for regulars" });
  });

  it("are found by namespace and externalId, in a wrapper", async () => {
    const created = await create();
    const byKey = await wix.programDefinitions.getProgramDefinitionByExternalIdAndNamespace(
      given(created.namespace),
      { externalId: given(created.externalId) },
    );
    expect(byKey.programDefinition?._id).toBe(created._id);
    const elsewhere = wix.programDefinitions.getProgramDefinitionByExternalIdAndNamespace(
      newNamespace(),
      { externalId: given(created.externalId) },
    );
    expect(await refusalOf(elsewhere)).toMatchObject({ status: 404, code: "NOT_FOUND" });
  });

  it("refuse a second one with the same namespace and externalId", async () => {
    const { namespace, externalId } = await create();
    const again = await refusalOf(create({ namespace, externalId }));
    expect(again).toMatchObject({ status: 409, code: "ALREADY_EXISTS" });
    expect((await create({ externalId })).externalId).toBe(externalId);
  });

  it("change only what an update names, and clear with null", async () => {
    const created = await create({ displayName: "Gold" });
    const id = given(created._id);
    const extendedFields = { namespaces: { a: { b: 1 } } };
    const second = await wix.programDefinitions.updateProgramDefinition(id, {
      revision: "1",
      extendedFields,
      namespace: "ignored",
    });
    expect(second).toMatchObject({ revision: "2", displayName: "Gold", extendedFields });
    expect(second.namespace).toBe(created.namespace);
    const third = await wix.programDefinitions.updateProgramDefinition(id, {
      revision: "2",
      displayName: null,
    });
    expect(third.displayName).toBeUndefined();
  });

  it.each(["1", "3", undefined])("refuse revision %s when it is at 2", async (revision) => {
    const id = given((await create())._id);
    await wix.programDefinitions.updateProgramDefinition(id, { revision: "1", displayName: "A" });
    const stale = wix.programDefinitions.updateProgramDefinition(
      id,
      Object.assign({ revision: "" }, { revision, displayName: "B" }),
    );
    expect(await refusalOf(stale)).toMatchObject({
      status: 409,
      code: "INVALID_REVISION",
      description: "entity has already changed since the requested revision",
    });
    const { displayName } = await wix.programDefinitions.getProgramDefinition(id);
    expect(displayName).toBe("A");
  });

  it("are gone once deleted", async () => {
    const id = given((await create())._id);
    expect(await wix.programDefinitions.deleteProgramDefinition(id)).toBeUndefined();
    const gone = await refusalOf(wix.programDefinitions.getProgramDefinition(id));
    expect(gone).toMatchObject({ status: 404, code: "NOT_FOUND" });
    const again = await refusalOf(wix.programDefinitions.deleteProgramDefinition(id));
    expect(again.status).toBe(404);
  });

  it.each([
    [{ displayName: "x".repeat(65) }, "programDefinition.displayName", "MAX_LENGTH"],
    [{ description: "x".repeat(451) }, "programDefinition.description", "MAX_LENGTH"],
    [{ namespace: "x".repeat(21) }, "programDefinition.namespace", "MAX_LENGTH"],
    [{ namespace: "" }, "programDefinition.namespace", "MIN_LENGTH"],
    [{ namespace: null }, "programDefinition.namespace", "REQUIRED_FIELD"],
    [{ externalId: null }, "programDefinition.externalId", "REQUIRED_FIELD"],
    [{ externalId: "myProgram17" }, "programDefinition.externalId", "FORMAT"],
  ])("refuse %j", async (wrong, field, rule) => {
    const refused = await refusalOf(create(wrong));
    expect(refused).toMatchObject({ status: 400, fields: [field], rules: [rule] });
  });

  it("refuse an id that is not a GUID before looking for it", async () => {
    const refused = await refusalOf(wix.programDefinitions.getProgramDefinition("undefined"));
    expect(refused).toMatchObject({ status: 400, rules: ["FORMAT"] });
  });
});
