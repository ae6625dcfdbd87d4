import { add, createWith, outcome, program, type Scenarios, updateWith } from "./steps";
import { app, given, internalPool, newGuid, poolsOf, raw, studio, yoga } from "./client";

export const definitionScenarios: Scenarios = {
  "update-details": [
    async (wix) => {
      const { poolId, pool } = await program(wix);
      const benefits = [{ benefitKey: "class", displayName: "Lesson" }];
      const { revision } = await wix.pools.updatePool(poolId, {
        revision: given(pool.revision),
        details: { benefits },
      });
      const { details } = await wix.pools.getPool(poolId);
      const masked = { _id: poolId, revision, details: { benefits: structuredClone(benefits) } };
      await wix.pools.bulkUpdatePools({
        pools: [{ pool: masked, fieldMask: ["details.creditConfiguration"] }],
      });
      const after = (await wix.pools.getPool(poolId)).details;
      return [details, after].map((one) => [
        one?.benefits?.[0]?.displayName,
        one?.creditConfiguration?.amount,
      ]);
    },
    [
      ["Lesson", undefined],
      ["Lesson", undefined],
    ],
    {
      kept: [
        ["Lesson", "10"],
        ["Lesson", undefined],
      ],
    },
  ],
  "add-again": [
    async (wix) => outcome(add(await studio(wix), wix)),
    "done",
    { refused: [409, "ALREADY_EXECUTED"] },
  ],
  "api-key-site": [
    async (_, emulator) =>
      (await raw(emulator, "/oauth", { headers: { "wix-site-id": newGuid() } })).status === 501 &&
      (
        await raw(emulator, `/benefit-programs/v1/pools/${newGuid()}`, {
          headers: { "wix-site-id": newGuid() },
        })
      ).status,
    403,
    { unauthenticated: 401 },
  ],
  "array-field-operators": [
    (wix) => outcome(wix.pools.queryPools().eq("details.benefits.providerAppId", app).find()),
    "done",
    { refused: [400, "VALIDATION"] },
  ],
  "cascade-reaches": [
    async (wix) => {
      const { namespace, programDefinitionId, programId } = await program(wix, "PAUSED");
      const { _id } = await wix.poolDefinitions.createPoolDefinition(yoga(namespace));
      await add({ poolDefinitionId: given(_id), programDefinitionId }, wix);
      return (await poolsOf(wix, programId)).length;
    },
    2,
    { active: 1 },
  ],
  "changed-provider": [
    (wix) => updateWith(wix, { benefits: [{ benefitKey: "class", providerAppId: newGuid() }] }),
    [400, "FIELD_NOT_ALLOWED"],
    { ignored: "done" },
  ],
  "credits-on-immediate-update": [
    async (wix) => {
      const { poolDefinitionId, poolId } = await program(wix);
      const benefits = [{ benefitKey: "class" }];
      await wix.poolDefinitions.updatePoolDefinition(
        poolDefinitionId,
        { revision: "1", details: { benefits, creditConfiguration: { amount: "12.5" } } },
        { cascade: "IMMEDIATELY" },
      );
      return (await wix.balances.getBalance(poolId)).amount?.available;
    },
    "10",
    { difference: "12.5" },
  ],
  "first-revision": [
    async (wix) => (await studio(wix)).programDefinition.revision,
    "1",
    { "0": "0" },
  ],
  "default-sort": [
    async (wix) => {
      const slugs = [];
      for (const namespace of ["first", "second"]) {
        await wix.programDefinitions.createProgramDefinition({ namespace, externalId: newGuid() });
        const { items } = await wix.programDefinitions.queryProgramDefinitions().find();
        slugs.push(items.at(-1)?._createdDate?.getTime());
        while (Date.now() <= Number(slugs.at(-1))) await new Promise(setImmediate);
      }
      const { items } = await wix.programDefinitions.queryProgramDefinitions().find();
      return items.map(({ namespace }) => namespace);
    },
    ["first", "second"],
    { "newest-first": ["second", "first"] },
  ],
  "limit-below-one": [
    (wix) => outcome(wix.programDefinitions.queryProgramDefinitions().limit(0).find()),
    [400, "MIN"],
    { default: "done" },
  ],
  "delete-program-definition-cascade": [
    async (wix) => {
      const { programDefinitionId, poolId } = await program(wix);
      await wix.programDefinitions.deleteProgramDefinition(programDefinitionId);
      const { status, renewalAction } = await internalPool(wix, poolId);
      return [status, renewalAction?.type];
    },
    ["ACTIVE", undefined],
    { IMMEDIATELY: ["ENDED", undefined], NEXT_RENEWAL: ["ACTIVE", "END"] },
  ],
  "duplicate-benefit-key": [
    (wix) => {
      const benefit = { benefitKey: "a", providerAppId: app };
      return createWith(wix, { benefits: [benefit, benefit] });
    },
    [400, "VALIDATION"],
    { accepted: "done" },
  ],
  "duplicate-program-definition": [
    async (wix) => {
      const definition = { namespace: "n", externalId: newGuid() };
      await wix.programDefinitions.createProgramDefinition({ ...definition });
      return outcome(wix.programDefinitions.createProgramDefinition({ ...definition }));
    },
    [409, "ALREADY_EXISTS"],
    { plain: [409, 409] },
  ],
  "empty-benefits": [
    (wix) => createWith(wix, { benefits: [] }),
    [400, "REQUIRED_FIELD"],
    { accepted: "done" },
  ],
  "external-id-format": [
    (wix) =>
      outcome(
        wix.programDefinitions.createProgramDefinition({
          namespace: "n",
          externalId: "myProgram17",
        }),
      ),
    [400, "FORMAT"],
    { accepted: "done" },
  ],
  "find-unknown-program-definition": [
    (wix) =>
      outcome(
        wix.poolDefinitions.findPoolDefinitionsByProgramDefinition(newGuid(), { namespace: "n" }),
      ),
    "done",
    { "not-found": [404, "NOT_FOUND"] },
  ],
};
