import { adjust, redeem, redeemable } from "@/emulator/testing/benefit-steps";
import { app, enrol, newGuid, newItem, studio, yoga } from "@/emulator/testing/client";
import { limit } from "../check";

const long = (length: number) => "x".repeat(length);
const many = <T>(one: T, count = 101): T[] => Array.from({ length: count }, () => one);
const ids = () => Array.from({ length: 101 }, newGuid);
const benefit = { benefitKey: "class", providerAppId: app };
const reference = { externalId: newGuid(), providerAppId: app };
const place = { poolDefinitionId: newGuid(), benefitKey: "class" };

/** Limits of the typings that a caller can break through the SDK. */
export const limitChecks = [
  limit("programDefinitions.createProgramDefinition", "namespace of 21 characters", ({ wix }) =>
    wix.programDefinitions.createProgramDefinition({ namespace: long(21), externalId: newGuid() }),
  ),
  limit("programDefinitions.createProgramDefinition", "displayName of 65 characters", ({ wix }) =>
    wix.programDefinitions.createProgramDefinition({
      namespace: "n",
      externalId: newGuid(),
      displayName: long(65),
    }),
  ),
  limit("programDefinitions.queryProgramDefinitions", "a page of 101", ({ wix }) =>
    wix.programDefinitions.queryProgramDefinitions().limit(101).find(),
  ),
  limit("poolDefinitions.createPoolDefinition", "displayName of 129 characters", ({ wix }) =>
    wix.poolDefinitions.createPoolDefinition({ ...yoga("n"), displayName: long(129) }),
  ),
  limit("poolDefinitions.createPoolDefinition", "11 benefits", ({ wix }) =>
    wix.poolDefinitions.createPoolDefinition({
      ...yoga("n"),
      details: { benefits: many(benefit, 11) },
    }),
  ),
  limit("poolDefinitions.createPoolDefinition", "a price with five decimals", ({ wix }) =>
    wix.poolDefinitions.createPoolDefinition({
      ...yoga("n"),
      details: {
        benefits: [{ ...benefit, price: "1.00001" }],
        creditConfiguration: { amount: "1" },
      },
    }),
  ),
  limit("poolDefinitions.createPoolDefinition", "a negative amount of credits", ({ wix }) =>
    wix.poolDefinitions.createPoolDefinition({
      ...yoga("n"),
      details: { benefits: [benefit], creditConfiguration: { amount: "-1" } },
    }),
  ),
  limit("poolDefinitions.bulkCreatePoolDefinitions", "101 at once", ({ wix }) =>
    wix.poolDefinitions.bulkCreatePoolDefinitions(many(yoga("n"))),
  ),
  limit("poolDefinitions.bulkDeletePoolDefinitions", "101 at once", ({ wix }) =>
    wix.poolDefinitions.bulkDeletePoolDefinitions(ids(), { cascade: "IMMEDIATELY" }),
  ),
  limit("poolDefinitions.queryPoolDefinitions", "a page of 101", ({ wix }) =>
    wix.poolDefinitions.queryPoolDefinitions().limit(101).find(),
  ),
  limit("programs.provisionProgram", "a member id that is no GUID", async ({ wix }) => {
    const { programDefinitionId, namespace } = await studio(wix);
    return enrol(wix, { programDefinitionId }, { namespace, memberId: "x" });
  }),
  limit("programs.provisionProgram", "displayName of 65 characters", async ({ wix }) => {
    const { programDefinitionId, namespace } = await studio(wix);
    return enrol(wix, { programDefinitionId }, { namespace, displayName: long(65) });
  }),
  limit("programs.pauseProgram", "an idempotency key of 65 characters", ({ wix }) =>
    wix.programs.pauseProgram(newGuid(), { idempotencyKey: long(65) }),
  ),
  limit("programs.queryPrograms", "a page of 101", ({ wix }) =>
    wix.programs.queryPrograms().limit(101).find(),
  ),
  limit("pools.queryPools", "a page of 101", ({ wix }) => wix.pools.queryPools().limit(101).find()),
  limit("pools.redeemBenefit", "an idempotency key of 201 characters", async ({ wix }) =>
    redeem(wix, await redeemable(wix), { idempotencyKey: long(201) }),
  ),
  limit("pools.redeemBenefit", "a count of 0", async ({ wix }) =>
    redeem(wix, await redeemable(wix), { count: 0 }),
  ),
  limit("pools.bulkCheckBenefitEligibility", "101 selectors", ({ wix }) =>
    wix.pools.bulkCheckBenefitEligibility({
      benefitSelectors: many({ poolId: newGuid(), itemReference: reference }),
      namespace: "n",
    }),
  ),
  limit("balances.changeBalance", "a value with five decimals", async ({ wix }) =>
    adjust(wix, (await redeemable(wix)).poolId, "0.00001"),
  ),
  limit("balances.listBalances", "101 pools", ({ wix }) =>
    wix.balances.listBalances({ poolIds: ids() }),
  ),
  limit("balances.queryBalances", "a page of 101", ({ wix }) =>
    wix.balances.queryBalances().limit(101).find(),
  ),
  limit("items.createItem", "displayName of 401 characters", ({ wix }) =>
    wix.items.createItem({ ...newItem("n", newGuid()), displayName: long(401) }),
  ),
  limit("items.createItem", "category of 21 characters", ({ wix }) =>
    wix.items.createItem({ ...newItem("n", newGuid()), category: long(21) }),
  ),
  limit("items.bulkCreateItems", "101 at once", ({ wix }) =>
    wix.items.bulkCreateItems(many(newItem("n", newGuid()))),
  ),
  limit("items.queryItems", "a page of 1001", ({ wix }) =>
    wix.items.queryItems().limit(1001).find(),
  ),
  limit("poolDefinitionItems.addItemsToBenefit", "101 at once", ({ wix }) =>
    wix.poolDefinitionItems.addItemsToBenefit(many({ externalId: newGuid() }), place),
  ),
  limit("transactions.queryTransactions", "a page of 101", ({ wix }) =>
    wix.transactions.queryTransactions().limit(101).find(),
  ),
];
