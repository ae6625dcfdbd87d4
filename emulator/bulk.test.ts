import { describe, expect, it } from "vitest";
import {
  app,
  enrol,
  given,
  newGuid,
  newNamespace,
  poolsOf,
  raw,
  refusalOf,
  studio,
  yoga,
} from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

const definitions = (count: number, namespace: string) =>
  Array.from({ length: count }, () => yoga(namespace));
const priced = (namespace: string) => ({
  namespace,
  details: { benefits: [{ benefitKey: "a", providerAppId: app, price: "1" }] },
});
const inNamespace = async (namespace: string) =>
  (await wix.poolDefinitions.queryPoolDefinitions().eq("namespace", namespace).find()).items;

/** Two live pools. */
async function pair() {
  const place = await studio(wix);
  const { programDefinitionId, namespace } = place;
  const pools = [];
  for (const _ of [1, 2]) {
    const { program } = await enrol(wix, { programDefinitionId }, { namespace });
    pools.push(...(await poolsOf(wix, given(program?._id))));
  }
  return { ...place, pools };
}

describe("creating many pool definitions", () => {
  it("does each on its own, in order, and leaves nothing of those that are refused", async () => {
    const namespace = newNamespace();
    const [first, second] = definitions(2, namespace);
    const asked = [
      { ...given(first), displayName: "First" },
      priced(namespace),
      { ...given(second), displayName: "Second" },
    ];
    const answer = await wix.poolDefinitions.bulkCreatePoolDefinitions(asked);
    expect(answer.bulkActionMetadata).toEqual({
      totalSuccesses: 2,
      totalFailures: 1,
      undetailedFailures: 0,
    });
    const created = await inNamespace(namespace);
    expect(created).toHaveLength(2);
    const ids = ["First", "Second"].map(
      (name) => created.find(({ displayName }) => displayName === name)?._id,
    );
    expect(answer.results).toEqual([
      { itemMetadata: { _id: ids[0], originalIndex: 0, success: true } },
      {
        itemMetadata: {
          originalIndex: 1,
          success: false,
          error: {
            code: "INVALID_ARGUMENT",
            description: expect.stringContaining("Price should be 0"),
            data: {
              fieldViolations: [
                expect.objectContaining({ field: "poolDefinition.details.benefits[0].price" }),
              ],
            },
          },
        },
      },
      { itemMetadata: { _id: ids[1], originalIndex: 2, success: true } },
    ]);
  });

  it("answers with the entities when they are wanted", async () => {
    const namespace = newNamespace();
    const { results = [] } = await wix.poolDefinitions.bulkCreatePoolDefinitions(
      definitions(1, namespace),
      { returnEntity: true },
    );
    expect(results[0]?.item).toEqual((await inNamespace(namespace))[0]);
  });

  it("takes 1 to 100, and a cascade when one is in a program definition", async () => {
    const { programDefinitionId, namespace } = await studio(wix);
    const create = wix.poolDefinitions.bulkCreatePoolDefinitions;
    expect((await create(definitions(100, newNamespace()))).results).toHaveLength(100);
    expect((await refusalOf(create([]))).rules).toEqual(["MIN_SIZE"]);
    expect((await refusalOf(create(definitions(101, "n")))).rules).toEqual(["MAX_SIZE"]);
    const grouped = [{ ...yoga(namespace), programDefinitionIds: [programDefinitionId] }];
    const refused = await refusalOf(create(structuredClone(grouped)));
    expect(refused).toMatchObject({ status: 400, rules: ["cascade_is_required"] });
    const wrong = await refusalOf(create(grouped, { cascade: "UNKNOWN_CASCADE" }));
    expect(wrong.rules).toEqual(["cascade_value_not_supported"]);
  });
});

describe("updating many pool definitions", () => {
  it("changes what the mask names, cascades, and tells who had a stale revision", async () => {
    const { poolDefinitionId, pools } = await pair();
    const details = { creditConfiguration: { amount: "20" }, benefits: [] };
    const poolDefinition = { _id: poolDefinitionId, revision: "1", displayName: "No", details };
    const fieldMask = ["details.creditConfiguration.amount"];
    const { results = [] } = await wix.poolDefinitions.bulkUpdatePoolDefinitions({
      poolDefinitions: [
        { poolDefinition: structuredClone(poolDefinition), fieldMask },
        { poolDefinition, fieldMask },
        { poolDefinition: { _id: newGuid(), revision: "1" }, fieldMask },
      ],
      cascade: "IMMEDIATELY",
      returnEntity: true,
    });
    expect(results.map(({ itemMetadata }) => itemMetadata?.error?.code)).toEqual([
      undefined,
      "INVALID_REVISION",
      "NOT_FOUND",
    ]);
    expect(results[1]?.itemMetadata?._id).toBe(poolDefinitionId);
    const updated = await wix.poolDefinitions.getPoolDefinition(poolDefinitionId);
    expect(results[0]?.item).toEqual(updated);
    const { details: expected } = yoga("n");
    expect(updated).toMatchObject({
      displayName: "Yoga",
      revision: "2",
      details: {
        ...expected,
        creditConfiguration: { ...expected.creditConfiguration, amount: "20" },
      },
    });
    const pool = await wix.pools.getPool(given(pools[0]?._id));
    expect(pool.details).toEqual(updated.details);
  });

  it("needs a cascade for all", async () => {
    const { poolDefinitionId } = await studio(wix);
    const poolDefinitions = [{ poolDefinition: { _id: poolDefinitionId, revision: "1" } }];
    const update = wix.poolDefinitions.bulkUpdatePoolDefinitions;
    const missing = await refusalOf(update({ poolDefinitions: structuredClone(poolDefinitions) }));
    expect(missing.rules).toEqual(["cascade_is_required"]);
    const unknown = await refusalOf(update({ poolDefinitions, cascade: "UNKNOWN_CASCADE" }));
    expect(unknown.rules).toEqual(["cascade_value_not_supported"]);
  });
});

describe("deleting many pool definitions", () => {
  it("ends their pools with the cascade, and tells which were not there", async () => {
    const { poolDefinitionId, pools } = await pair();
    const unknown = newGuid();
    const { results = [], bulkActionMetadata } =
      await wix.poolDefinitions.bulkDeletePoolDefinitions(
        [unknown, poolDefinitionId, poolDefinitionId],
        { cascade: "IMMEDIATELY" },
      );
    expect(bulkActionMetadata).toMatchObject({ totalSuccesses: 1, totalFailures: 2 });
    expect(results.map(({ itemMetadata }) => itemMetadata?._id)).toEqual([
      unknown,
      poolDefinitionId,
      poolDefinitionId,
    ]);
    expect(results[0]?.itemMetadata?.error?.code).toBe("NOT_FOUND");
    const left = await wix.pools.getPool(given(pools[0]?._id));
    expect(left.status).toBe("ENDED");
    const missing = wix.poolDefinitions.bulkDeletePoolDefinitions([unknown]);
    expect((await refusalOf(missing)).rules).toEqual(["cascade_is_required"]);
  });
});

describe("updating many pools", () => {
  it("takes masks as text or as paths, in both spellings, and clears what the body lacks", async () => {
    const { pools } = await pair();
    const [one, other] = pools.map(({ _id: id, revision }) => ({ id, revision }));
    const { json } = await raw(emulator, "/benefit-programs/v1/bulk/pools", {
      body: {
        pools: [
          {
            pool: { ...one, displayName: "One", details: {} },
            fieldMask: "display_name, details.credit_configuration.rollover_configuration",
          },
          {
            pool: { ...other, extended_fields: { namespaces: { my_app: { a_b: 1 } } } },
            field_mask: { paths: ["displayName", "extended_fields.namespaces.my_app"] },
          },
        ],
        return_entity: true,
      },
    });
    const { benefits } = yoga("n").details;
    expect(json).toMatchObject({
      results: [
        { item: { displayName: "One", details: { benefits } } },
        { item: { extendedFields: { namespaces: { my_app: { a_b: 1 } } } } },
      ],
    });
    const [first, second] = await Promise.all(
      pools.map(({ _id }) => wix.pools.getPool(given(_id))),
    );
    expect(first?.details?.creditConfiguration).toEqual({ amount: "10" });
    expect(second?.displayName).toBeUndefined();
    expect(second?.details).toEqual(pools[1]?.details);
  });

  it("refuses the whole request for a broken rule of the typings, with the item's place", async () => {
    const pool = { _id: newGuid(), revision: "1" };
    const long = { ...pool, displayName: "x".repeat(65) };
    const refused = await refusalOf(
      wix.pools.bulkUpdatePools({ pools: [{ pool }, { pool: long, fieldMask: ["displayName"] }] }),
    );
    expect(refused).toMatchObject({ status: 400, rules: ["MAX_LENGTH"] });
    expect(String(refused.fields[0])).toMatch(/pools\[1\]\.pool\.displayName$/);
  });
});
