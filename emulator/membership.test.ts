import { describe, expect, it } from "vitest";
import { given, newGuid, newNamespace, refusalOf, studio, yoga } from "./testing/client";
import { emulated } from "./testing/emulated";

const { wix } = await emulated();

describe("pool definitions in program definitions", () => {
  it("are added to and removed from a program definition, once", async () => {
    const { namespace, programDefinitionId, poolDefinitionId } = await studio(wix);
    const second = await wix.poolDefinitions.createPoolDefinition(yoga(namespace));
    const secondId = given(second._id);
    const find = async () => {
      const found = await wix.poolDefinitions.findPoolDefinitionsByProgramDefinition(
        programDefinitionId,
        { namespace },
      );
      return given(found.poolDefinitions).map(({ _id }) => _id);
    };
    const target = { programDefinitionId, cascade: "FUTURE_PROVISIONS" } as const;
    const added = await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(secondId, target);
    expect(added.poolDefinition).toMatchObject({
      revision: "2",
      programDefinitionIds: [programDefinitionId],
    });
    const again = await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(secondId, target);
    expect(again.poolDefinition?.revision).toBe("2");
    expect(await find()).toEqual([poolDefinitionId, secondId]);
    const removed = await wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(
      poolDefinitionId,
      target,
    );
    expect(removed.poolDefinition?.programDefinitionIds).toEqual([]);
    expect(await find()).toEqual([secondId]);
    const elsewhere = await wix.poolDefinitions.findPoolDefinitionsByProgramDefinition(
      programDefinitionId,
      { namespace: newNamespace() },
    );
    expect(elsewhere.poolDefinitions).toEqual([]);
  });

  it.each([
    "addPoolDefinitionToProgramDefinition",
    "removePoolDefinitionFromProgramDefinition",
  ] as const)("%s needs a cascade that is supported, and both definitions", async (method) => {
    const { programDefinitionId, poolDefinitionId } = await studio(wix);
    const call = (id: string, options: object) =>
      refusalOf(
        wix.poolDefinitions[method](
          id,
          Object.assign({ programDefinitionId, cascade: "IMMEDIATELY" as const }, options),
        ),
      );
    const none = await call(poolDefinitionId, { cascade: undefined });
    expect(none).toMatchObject({ status: 400, rules: ["cascade_is_required"] });
    expect(none.fields).toEqual(["options.cascade"]);
    const unknown = await call(poolDefinitionId, { cascade: "UNKNOWN_CASCADE" });
    expect(unknown.rules).toEqual(["cascade_value_not_supported"]);
    const invented = await call(poolDefinitionId, { cascade: "SOMETIMES" });
    expect(invented.rules).toEqual(["INVALID_ENUM_VALUE"]);
    expect((await call(newGuid(), {})).status).toBe(404);
    expect((await call(poolDefinitionId, { programDefinitionId: newGuid() })).status).toBe(404);
  });

  it("are in at most 20 program definitions", async () => {
    const namespace = newNamespace();
    const ids = await Promise.all(
      Array.from({ length: 21 }, async () => {
        const { _id } = await wix.programDefinitions.createProgramDefinition({
          namespace,
          externalId: newGuid(),
        });
        return given(_id);
      }),
    );
    const last = given(ids.pop());
    const { _id } = await wix.poolDefinitions.createPoolDefinition(
      { ...yoga(namespace), programDefinitionIds: ids },
      { cascade: "IMMEDIATELY" },
    );
    const add = wix.poolDefinitions.addPoolDefinitionToProgramDefinition(given(_id), {
      programDefinitionId: last,
      cascade: "IMMEDIATELY",
    });
    expect((await refusalOf(add)).rules).toEqual(["MAX_SIZE"]);
  });
});
