import {
  add,
  afterUpdate,
  createWith,
  outcome,
  program,
  remove,
  type Scenarios,
  unlimited,
  updateWith,
} from "./steps";
import { app, enrol, given, newGuid, newNamespace, poolsOf, studio, yoga } from "./client";

export const programScenarios: Scenarios = {
  "foreign-namespace": [
    async (wix) => {
      const { programDefinitionId } = await studio(wix);
      return outcome(enrol(wix, { programDefinitionId }, { namespace: newNamespace() }));
    },
    [404, "NOT_FOUND"],
    { accepted: "done" },
  ],
  "grouped-pool-definition": [
    async (wix) => {
      const { poolDefinitionId, namespace } = await studio(wix);
      return outcome(enrol(wix, { poolDefinitionId }, { namespace }));
    },
    [400, "INVALID_POOL_DEFINITION_REFERENCE"],
    {
      validation: [400, "VALIDATION"],
      precondition: [428, "INVALID_POOL_DEFINITION_REFERENCE"],
    },
  ],
  "initial-credit": [
    async (wix) => {
      const { poolId } = await program(wix);
      return typeof (await wix.balances.getBalance(poolId)).lastTransactionId;
    },
    "string",
    { "not-recorded": "undefined" },
  ],
  "long-pool-name": [
    async (wix) => {
      const definition = { ...yoga("n"), displayName: "x".repeat(100) };
      const { _id } = await wix.poolDefinitions.createPoolDefinition(definition);
      const { program } = await enrol(wix, { poolDefinitionId: given(_id) }, { namespace: "n" });
      return (await poolsOf(wix, given(program?._id)))[0]?.displayName?.length;
    },
    64,
    { whole: 100 },
  ],
  "member-search": [
    async (wix) => {
      const { items } = await wix.members.queryMembers({ search: { expression: "ORTE" } }).find();
      return items.length;
    },
    1,
    { "word-prefix": 0 },
  ],
  "not-found-body": [
    (wix) => outcome(wix.pools.getPool(newGuid())),
    [404, "NOT_FOUND"],
    { plain: [404, 404] },
  ],
  "patch-null": [(wix) => afterUpdate(wix, null), undefined, { ignored: "Named" }],
  "price-refusal": [
    (wix) => createWith(wix, { benefits: [{ benefitKey: "a", providerAppId: app, price: "1" }] }),
    [400, "price_not_allowed"],
    { plain: [400, 400] },
  ],
  "program-without-pools": [
    async (wix) => {
      const { _id } = await wix.programDefinitions.createProgramDefinition({
        namespace: "n",
        externalId: newGuid(),
      });
      const lookup = { programDefinitionId: given(_id) };
      const options = { namespace: "n", memberId: newGuid(), externalProgramId: newGuid() };
      await enrol(wix, lookup, options);
      return outcome(enrol(wix, lookup, options));
    },
    "done",
    { refused: [409, "PROGRAM_ALREADY_EXISTS"] },
  ],
  "readded-pool-definition": [
    async (wix) => {
      const place = await program(wix);
      await remove(place, wix);
      await add(place, wix);
      return (await poolsOf(wix, place.programId)).length;
    },
    1,
    { "second-pool": 2 },
  ],
  "revision-conflict": [
    async (wix) => outcome(wix.pools.updatePool((await program(wix)).poolId, { revision: "99" })),
    [409, "INVALID_REVISION"],
    { plain: [409, 409] },
  ],
  "revision-missing": [
    async (wix) => {
      const change = Object.assign({ revision: "" }, { revision: undefined });
      return outcome(wix.pools.updatePool((await program(wix)).poolId, change));
    },
    [409, "INVALID_REVISION"],
    { validation: [400, "REQUIRED_FIELD"] },
  ],
  "status-change-revision": [
    async (wix) => (await program(wix)).pool.revision,
    "2",
    { "does-not-count": "1" },
  ],
  "unknown-reference": [
    (wix) => outcome(enrol(wix, { poolDefinitionId: newGuid() }, { namespace: "n" })),
    [404, "NOT_FOUND"],
    { "400": [400, "VALIDATION"] },
  ],
  "unlimited-balance": [unlimited, ["0"], { none: [] }],
  "update-benefit-required": [
    (wix) => updateWith(wix, { benefits: [{ benefitKey: "new" }] }),
    [400, "REQUIRED_FIELD"],
    { accepted: "done" },
  ],
  "update-cascade-required": [
    async (wix) => {
      const { poolDefinitionId } = await studio(wix);
      const change = { revision: "1", displayName: "X" };
      return outcome(wix.poolDefinitions.updatePoolDefinition(poolDefinitionId, change));
    },
    [400, "cascade_is_required"],
    { details: "done" },
  ],
  "update-program-definition-ids": [
    async (wix) => {
      const { poolDefinitionId } = await studio(wix);
      const updated = await wix.poolDefinitions.updatePoolDefinition(
        poolDefinitionId,
        { revision: "1", programDefinitionIds: [] },
        { cascade: "FUTURE_PROVISIONS" },
      );
      return updated.programDefinitionIds?.length;
    },
    0,
    { ignored: 1 },
  ],
};
