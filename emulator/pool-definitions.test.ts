import { describe, expect, it } from "vitest";
import {
  app,
  given,
  newGuid,
  newNamespace,
  refusalOf,
  type Sdk,
  studio,
  yoga,
} from "./testing/client";
import { emulated } from "./testing/emulated";

const { wix } = await emulated();

type New = Parameters<Sdk["poolDefinitions"]["createPoolDefinition"]>[0];
const create = (change: object = {}) => {
  const definition: New = Object.assign(yoga(newNamespace()), change);
  return wix.poolDefinitions.createPoolDefinition(definition);
};
const withBenefit = (benefit: object) => {
  const { details } = yoga("x");
  return { details: { ...details, benefits: [{ ...details.benefits[0], ...benefit }] } };
};
const withCredits = (creditConfiguration: object) => ({
  details: { ...yoga("x").details, creditConfiguration },
});

describe("pool definitions", () => {
  it("are created with an item set for each benefit", async () => {
    const created = await create();
    expect(created).toMatchObject({ revision: "1", displayName: "Yoga", programDefinitionIds: [] });
    expect(created.details?.creditConfiguration?.amount).toBe("10");
    expect(created.details?.benefits?.[0]?.itemSetId).toMatch(/^[\da-f-]{36}$/);
    expect(await wix.poolDefinitions.getPoolDefinition(given(created._id))).toEqual(created);
  });

  it("keep policies, additional data, extended fields and the description; drop unknown fields", async () => {
    const policyExpression = {
      type: "OPERATOR_NOT",
      operatorNotOptions: {
        expression: {
          type: "POLICY",
          policyOptions: {
            type: "RATE_LIMITED",
            rateLimitedOptions: { times: 2, timePeriod: "DAY" },
          },
        },
      },
    };
    const extras = { policyExpression, additionalData: { snake_key: [1, { deep_key: null }] } };
    const { details } = withBenefit(extras);
    const created = await create({
      details: { ...details, ...extras },
      description: "internal",
      extendedFields: { namespaces: { "@x/y": { my_field: "z" } } },
      whatever: 1,
    });
    expect(created).toMatchObject({ description: "internal", details: extras });
    expect(created.details?.benefits?.[0]).toMatchObject(extras);
    expect(created.extendedFields).toEqual({ namespaces: { "@x/y": { my_field: "z" } } });
    expect(created).not.toHaveProperty("whatever");
  });

  it.each([
    [{ displayName: "x".repeat(129) }, "displayName", "MAX_LENGTH"],
    [{ description: "x".repeat(451) }, "description", "MAX_LENGTH"],
    [{ namespace: undefined }, "namespace", "REQUIRED_FIELD"],
    [{ details: undefined }, "details", "REQUIRED_FIELD"],
    [{ details: {} }, "details.benefits", "REQUIRED_FIELD"],
    [{ details: { benefits: [] } }, "details.benefits", "REQUIRED_FIELD"],
    [{ programDefinitionIds: ["x"] }, "programDefinitionIds[0]", "FORMAT"],
    [
      { programDefinitionIds: Array.from({ length: 21 }, newGuid) },
      "programDefinitionIds",
      "MAX_SIZE",
    ],
    [withBenefit({ benefitKey: undefined }), "details.benefits[0].benefitKey", "REQUIRED_FIELD"],
    [withBenefit({ benefitKey: "x".repeat(65) }), "details.benefits[0].benefitKey", "MAX_LENGTH"],
    [
      withBenefit({ providerAppId: undefined }),
      "details.benefits[0].providerAppId",
      "REQUIRED_FIELD",
    ],
    [withBenefit({ providerAppId: "bookings" }), "details.benefits[0].providerAppId", "FORMAT"],
    [withBenefit({ displayName: "x".repeat(41) }), "details.benefits[0].displayName", "MAX_LENGTH"],
    [
      withBenefit({ description: "x".repeat(256) }),
      "details.benefits[0].description",
      "MAX_LENGTH",
    ],
    [withBenefit({ price: "-1" }), "details.benefits[0].price", "DECIMAL_GTE"],
    [withBenefit({ price: "0.00001" }), "details.benefits[0].price", "DECIMAL_MAX_SCALE"],
    [withBenefit({ price: "three" }), "details.benefits[0].price", "FORMAT"],
    [withBenefit({ price: 3 }), "details.benefits[0].price", "VALIDATION"],
    [withCredits({ amount: "-0.5" }), "details.creditConfiguration.amount", "DECIMAL_GTE"],
    [
      withCredits({ amount: "1", rolloverConfiguration: { balanceCap: "1.23456" } }),
      "details.creditConfiguration.rolloverConfiguration.balanceCap",
      "DECIMAL_MAX_SCALE",
    ],
    [
      withCredits({ amount: "1", unitDisplayName: "x".repeat(33) }),
      "details.creditConfiguration.unitDisplayName",
      "MAX_LENGTH",
    ],
    [
      withCredits({ amount: "1", unitType: "x".repeat(17) }),
      "details.creditConfiguration.unitType",
      "MAX_LENGTH",
    ],
    [
      { details: { benefits: Array.from({ length: 11 }, () => ({ benefitKey: "a" })) } },
      "details.benefits",
      "MAX_SIZE",
    ],
    [
      withBenefit({
        policyExpression: { type: "OPERATOR_AND", operatorAndOptions: { expressions: [{}] } },
      }),
      "details.benefits[0].policyExpression.operatorAndOptions.expressions",
      "MIN_SIZE",
    ],
  ])("refuse %j", async (wrong, field, rule) => {
    const refused = await refusalOf(create(wrong));
    expect(refused).toMatchObject({
      status: 400,
      fields: [`poolDefinition.${field}`],
      rules: [rule],
    });
  });

  it("refuse two benefits with one key, and report every field at once", async () => {
    const [benefit] = yoga("x").details.benefits;
    const twice = await refusalOf(create({ details: { benefits: [benefit, benefit] } }));
    expect(twice.fields).toEqual(["poolDefinition.details.benefits[1].benefitKey"]);
    const both = await refusalOf(
      create({ displayName: "x".repeat(129), description: "x".repeat(451) }),
    );
    expect(both.fields).toHaveLength(2);
  });

  it.each([{}, undefined])(
    "refuse a price when the credit configuration is %j",
    async (credits) => {
      const { details } = yoga("x");
      const priced = create({ details: { ...details, creditConfiguration: credits } });
      expect(await refusalOf(priced)).toMatchObject({
        status: 400,
        fields: ["poolDefinition.details.benefits[0].price"],
      });
      const free = withBenefit({ price: "0" }).details.benefits;
      const unlimited = await create({ details: { benefits: free, creditConfiguration: credits } });
      expect(unlimited.revision).toBe("1");
    },
  );

  it("need a cascade when they are created in program definitions that exist", async () => {
    const { programDefinitionId, namespace } = await studio(wix);
    const definition = { ...yoga(namespace), programDefinitionIds: [programDefinitionId] };
    const without = wix.poolDefinitions.createPoolDefinition({ ...definition });
    expect((await refusalOf(without)).rules).toEqual(["cascade_is_required"]);
    const unknown = wix.poolDefinitions.createPoolDefinition(
      { ...definition },
      { cascade: "UNKNOWN_CASCADE" },
    );
    expect((await refusalOf(unknown)).rules).toEqual(["cascade_value_not_supported"]);
    const nowhere = wix.poolDefinitions.createPoolDefinition(
      { ...definition, programDefinitionIds: [newGuid()] },
      { cascade: "IMMEDIATELY" },
    );
    expect((await refusalOf(nowhere)).status).toBe(404);
    const foreign = wix.poolDefinitions.createPoolDefinition(
      { ...definition, namespace: newNamespace() },
      { cascade: "IMMEDIATELY" },
    );
    expect((await refusalOf(foreign)).status).toBe(404);
  });

  it("show the program definitions they are in", async () => {
    const { poolDefinition, programDefinition } = await studio(wix);
    expect(poolDefinition.programDefinitions).toEqual([
      {
        _id: programDefinition._id,
        externalId: programDefinition.externalId,
        displayName: "Gold",
      },
    ]);
  });

  it("keep item sets by benefit key when details are replaced, and the rest of what is not named", async () => {
    const created = await create({ description: "kept" });
    const [old] = given(created.details?.benefits);
    const updated = await wix.poolDefinitions.updatePoolDefinition(
      given(created._id),
      {
        revision: "1",
        details: {
          benefits: [
            { benefitKey: "new", providerAppId: app },
            { benefitKey: "class", itemSetId: newGuid() },
          ],
        },
      },
      { cascade: "FUTURE_PROVISIONS" },
    );
    const [added, kept] = given(updated.details?.benefits);
    expect(updated).toMatchObject({ revision: "2", displayName: "Yoga", description: "kept" });
    expect(updated.details?.creditConfiguration).toBeUndefined();
    expect(kept).toEqual({ benefitKey: "class", itemSetId: old?.itemSetId, providerAppId: app });
    expect(added?.itemSetId).not.toBe(old?.itemSetId);
  });

  it("refuse a changed provider app, a new benefit without one, a stale revision, a missing cascade", async () => {
    const id = given((await create())._id);
    const update = (change: object, cascade: "IMMEDIATELY" | undefined = "IMMEDIATELY") =>
      refusalOf(
        wix.poolDefinitions.updatePoolDefinition(
          id,
          Object.assign({ revision: "1" }, change),
          cascade && { cascade },
        ),
      );
    const other = { details: { benefits: [{ benefitKey: "class", providerAppId: newGuid() }] } };
    expect(await update(other)).toMatchObject({ status: 400, rules: ["FIELD_NOT_ALLOWED"] });
    const incomplete = { details: { benefits: [{ benefitKey: "new" }] } };
    expect(await update(incomplete)).toMatchObject({ status: 400, rules: ["REQUIRED_FIELD"] });
    expect(await update({ revision: "7", displayName: "X" })).toMatchObject({ status: 409 });
    const refused = await refusalOf(
      wix.poolDefinitions.updatePoolDefinition(id, { revision: "1", displayName: "X" }),
    );
    expect(refused.rules).toEqual(["cascade_is_required"]);
    expect((await wix.poolDefinitions.getPoolDefinition(id)).revision).toBe("1");
  });

  it("are gone once deleted, which needs a cascade", async () => {
    const id = given((await create())._id);
    const unknown = wix.poolDefinitions.deletePoolDefinition(id, "UNKNOWN_CASCADE");
    expect((await refusalOf(unknown)).rules).toEqual(["cascade_value_not_supported"]);
    await wix.poolDefinitions.deletePoolDefinition(id, "IMMEDIATELY");
    expect((await refusalOf(wix.poolDefinitions.getPoolDefinition(id))).status).toBe(404);
  });

  it("change nothing when a later program definition of the list is unknown", async () => {
    const { programDefinitionId, namespace } = await studio(wix);
    const refused = wix.poolDefinitions.createPoolDefinition(
      { ...yoga(namespace), programDefinitionIds: [programDefinitionId, newGuid()] },
      { cascade: "IMMEDIATELY" },
    );
    expect((await refusalOf(refused)).status).toBe(404);
    const { items } = await wix.poolDefinitions
      .queryPoolDefinitions()
      .eq("namespace", namespace)
      .find();
    expect(items).toHaveLength(1);
  });
});
