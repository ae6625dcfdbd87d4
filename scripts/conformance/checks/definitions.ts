import assert from "node:assert/strict";
import { given, newGuid, newNamespace, studio, yoga } from "@/emulator/testing/client";
import { works } from "../check";

/** Of program definitions and pool definitions: that each method does what it is for. */
export const definitionChecks = [
  works(
    "programDefinitions.createProgramDefinition",
    "makes one, at its first revision",
    async ({ wix }) => {
      const { programDefinition } = await studio(wix);
      assert.equal(programDefinition.displayName, "Gold");
      assert.ok(
        programDefinition._id && programDefinition.revision && programDefinition._createdDate,
      );
    },
  ),
  works("programDefinitions.getProgramDefinition", "gives it", async ({ wix }) => {
    const { programDefinitionId } = await studio(wix);
    const found = await wix.programDefinitions.getProgramDefinition(programDefinitionId);
    assert.equal(found.displayName, "Gold");
  }),
  works(
    "programDefinitions.getProgramDefinitionByExternalIdAndNamespace",
    "gives it by the caller's key",
    async ({ wix, namespace }) => {
      const { programDefinition } = await studio(wix);
      const found = await wix.programDefinitions.getProgramDefinitionByExternalIdAndNamespace(
        namespace,
        {
          externalId: given(programDefinition.externalId),
        },
      );
      assert.equal(found.programDefinition?._id, programDefinition._id);
    },
  ),
  works("programDefinitions.queryProgramDefinitions", "finds it", async ({ wix }) => {
    const { programDefinitionId } = await studio(wix);
    const { items } = await wix.programDefinitions
      .queryProgramDefinitions()
      .eq("_id", programDefinitionId)
      .find();
    assert.deepEqual(
      items.map(({ _id }) => _id),
      [programDefinitionId],
    );
  }),
  works(
    "programDefinitions.updateProgramDefinition",
    "changes the name, one revision up",
    async ({ wix }) => {
      const { programDefinitionId, programDefinition } = await studio(wix);
      const revision = given(programDefinition.revision);
      const changed = await wix.programDefinitions.updateProgramDefinition(programDefinitionId, {
        revision,
        displayName: "Silver",
      });
      assert.deepEqual(
        [changed.displayName, changed.revision],
        ["Silver", String(BigInt(revision) + 1n)],
      );
    },
  ),
  works("programDefinitions.deleteProgramDefinition", "deletes it", async ({ wix }) => {
    const { programDefinitionId } = await studio(wix);
    await wix.programDefinitions.deleteProgramDefinition(programDefinitionId, {
      cascadeType: "FUTURE_PROVISIONS",
    });
    await assert.rejects(wix.programDefinitions.getProgramDefinition(programDefinitionId));
  }),
  works(
    "poolDefinitions.createPoolDefinition",
    "makes one with an item set for its benefit",
    async ({ wix }) => {
      const { poolDefinition } = await studio(wix);
      assert.ok(poolDefinition.details?.benefits?.[0]?.itemSetId);
    },
  ),
  works("poolDefinitions.bulkCreatePoolDefinitions", "makes several", async ({ wix }) => {
    const { results, bulkActionMetadata } = await wix.poolDefinitions.bulkCreatePoolDefinitions(
      [yoga(newNamespace()), yoga(newNamespace())],
      { returnEntity: true },
    );
    assert.equal(bulkActionMetadata?.totalSuccesses, 2);
    assert.equal(results?.[1]?.item?.displayName, "Yoga");
  }),
  works("poolDefinitions.getPoolDefinition", "gives it", async ({ wix }) => {
    const { poolDefinitionId } = await studio(wix);
    const found = await wix.poolDefinitions.getPoolDefinition(poolDefinitionId);
    assert.equal(found.displayName, "Yoga");
  }),
  works("poolDefinitions.queryPoolDefinitions", "finds it", async ({ wix }) => {
    const { poolDefinitionId } = await studio(wix);
    const query = wix.poolDefinitions.queryPoolDefinitions().eq("_id", poolDefinitionId);
    assert.equal((await query.find()).items.length, 1);
  }),
  works(
    "poolDefinitions.findPoolDefinitionsByProgramDefinition",
    "finds those of a program definition",
    async ({ wix, namespace }) => {
      const { programDefinitionId, poolDefinitionId } = await studio(wix);
      const { poolDefinitions } = await wix.poolDefinitions.findPoolDefinitionsByProgramDefinition(
        programDefinitionId,
        {
          namespace,
        },
      );
      assert.deepEqual(
        poolDefinitions?.map(({ _id }) => _id),
        [poolDefinitionId],
      );
    },
  ),
  works("poolDefinitions.updatePoolDefinition", "changes the name", async ({ wix }) => {
    const { poolDefinitionId, poolDefinition } = await studio(wix);
    const changed = await wix.poolDefinitions.updatePoolDefinition(
      poolDefinitionId,
      { revision: given(poolDefinition.revision), displayName: "Pilates" },
      { cascade: "FUTURE_PROVISIONS" },
    );
    assert.equal(changed.displayName, "Pilates");
  }),
  works(
    "poolDefinitions.bulkUpdatePoolDefinitions",
    "changes the fields of a mask",
    async ({ wix }) => {
      const { poolDefinitionId, poolDefinition } = await studio(wix);
      const { results } = await wix.poolDefinitions.bulkUpdatePoolDefinitions({
        poolDefinitions: [
          {
            poolDefinition: {
              _id: poolDefinitionId,
              revision: given(poolDefinition.revision),
              displayName: "Pilates",
            },
            fieldMask: ["displayName"],
          },
        ],
        cascade: "FUTURE_PROVISIONS",
        returnEntity: true,
      });
      assert.equal(results?.[0]?.item?.displayName, "Pilates");
    },
  ),
  works("poolDefinitions.deletePoolDefinition", "deletes it", async ({ wix }) => {
    const { poolDefinitionId } = await studio(wix);
    await wix.poolDefinitions.deletePoolDefinition(poolDefinitionId, "FUTURE_PROVISIONS");
    await assert.rejects(wix.poolDefinitions.getPoolDefinition(poolDefinitionId));
  }),
  works(
    "poolDefinitions.bulkDeletePoolDefinitions",
    "deletes what is there, tells what is not",
    async ({ wix }) => {
      const { poolDefinitionId } = await studio(wix);
      const { bulkActionMetadata } = await wix.poolDefinitions.bulkDeletePoolDefinitions(
        [poolDefinitionId, newGuid()],
        { cascade: "FUTURE_PROVISIONS" },
      );
      assert.equal(bulkActionMetadata?.totalSuccesses, 1);
      assert.equal(bulkActionMetadata?.totalFailures, 1);
    },
  ),
  works("poolDefinitions.addPoolDefinitionToProgramDefinition", "adds it", async ({ wix }) => {
    const { programDefinitionId } = await studio(wix);
    const { _id } = await wix.poolDefinitions.createPoolDefinition(yoga(newNamespace()));
    const { poolDefinition } = await wix.poolDefinitions.addPoolDefinitionToProgramDefinition(
      given(_id),
      { programDefinitionId, cascade: "FUTURE_PROVISIONS" },
    );
    assert.deepEqual(poolDefinition?.programDefinitionIds, [programDefinitionId]);
  }),
  works(
    "poolDefinitions.removePoolDefinitionFromProgramDefinition",
    "removes it",
    async ({ wix }) => {
      const { programDefinitionId, poolDefinitionId } = await studio(wix);
      const { poolDefinition } =
        await wix.poolDefinitions.removePoolDefinitionFromProgramDefinition(poolDefinitionId, {
          programDefinitionId,
          cascade: "FUTURE_PROVISIONS",
        });
      assert.deepEqual(poolDefinition?.programDefinitionIds ?? [], []);
    },
  ),
];
