import { expect } from "vitest";
import { z } from "zod";
import { withDefaults } from "../config";
import { routes } from "../routes/all";
import type { RunningEmulator } from "../start";
import { bulkScenarios } from "./bulk-scenarios";
import { balanceScenarios } from "./balance-scenarios";
import { benefitScenarios } from "./benefit-scenarios";
import { app, given, newGuid, newItem, raw, sdk, yoga } from "./client";
import { definitionScenarios } from "./definition-scenarios";
import { itemScenarios } from "./item-scenarios";
import { lifecycleScenarios } from "./lifecycle-scenarios";
import { policyScenarios } from "./policy-scenarios";
import { programScenarios } from "./program-scenarios";
import { signInScenarios } from "./sign-in-scenarios";
import { program } from "./steps";

const shape = z.object({
  method: z.string(),
  httpMethod: z.string(),
  path: z.string(),
  body: z.unknown().optional(),
  status: z.number(),
});

/** A request as it was made. */
export type Recorded = Omit<z.output<typeof shape>, "status">;

const log = z.object({ requests: z.array(z.unknown()) });

/** Some valid requests of each method, as the SDK and the scenarios of the assumptions make them. */
export async function record(emulator: RunningEmulator): Promise<Recorded[]> {
  const recorded = new Map<string, Recorded[]>();
  const harvest = async () => {
    const { json } = await raw(emulator, "/__emulator/requests?since=" + String(seen));
    const { requests } = log.parse(json);
    seen += requests.length;
    for (const request of requests) {
      const { data } = shape.safeParse(request);
      const of = recorded.get(data?.method ?? "") ?? [];
      if (data?.status === 200 && of.length < 8) recorded.set(data.method, [...of, data]);
    }
  };
  let seen = 0;
  const wix = sdk(emulator);
  for (const scenarios of [
    balanceScenarios,
    benefitScenarios,
    bulkScenarios,
    definitionScenarios,
    itemScenarios,
    lifecycleScenarios,
    policyScenarios,
    programScenarios,
    signInScenarios,
  ]) {
    for (const [scenario, , , options] of Object.values(scenarios)) {
      if (!options) await scenario(wix, emulator);
      await harvest();
    }
  }
  await callTheRest(emulator);
  await harvest();
  const all = [...[...recorded.values()].flat(), ...written()];
  expect(new Set(all.map(({ method }) => method))).toEqual(
    new Set(routes.map(({ method }) => method)),
  );
  return all;
}

/** The methods that no scenario needs. */
async function callTheRest(emulator: RunningEmulator): Promise<void> {
  const wix = sdk(emulator);
  const { namespace, programDefinition, programDefinitionId, programId, poolDefinitionId, poolId } =
    await program(wix);
  const base = "/benefit-programs/v1";
  const post = (path: string, body: object) => raw(emulator, base + path, { body });
  const item = await wix.items.createItem(newItem(namespace, newGuid()));
  const itemId = given(item._id);
  const externalId = given(programDefinition.externalId);
  await wix.programDefinitions.getProgramDefinition(programDefinitionId);
  await wix.programDefinitions.getProgramDefinitionByExternalIdAndNamespace(namespace, {
    externalId,
  });
  const held = await wix.programs.getProgram(programId);
  await wix.programs.getProgramByExternalIdAndNamespace(namespace, {
    externalId: given(held.externalId),
  });
  await wix.programs.updateProgram(programId, {
    revision: given(held.revision),
    displayName: "New",
  });
  await wix.poolDefinitions.getPoolDefinition(poolDefinitionId);
  await wix.items.getItem(itemId);
  await wix.items.updateItem(itemId, { revision: given(item.revision), displayName: "New" });
  await wix.pools.getPool(poolId);
  await wix.balances.getBalance(poolId);
  await wix.items.countItems({ filter: { namespace } });
  await raw(emulator, `${base}/balances?poolIds=${poolId}&cursorPaging.limit=10`);
  for (const noun of [
    "program-definitions",
    "pool-definitions",
    "programs",
    "pools",
    "balances",
    "transactions",
    "items",
    "pool-definition-items",
  ]) {
    const sort = [{ fieldName: "createdDate", order: "DESC" }];
    const filter = { $and: [{ createdDate: { $gt: "2020-01-01T00:00:00.000Z" } }, { $not: {} }] };
    await post(`/${noun}/query`, { query: { filter, sort, cursorPaging: { limit: 2 } } });
  }
  const { items } = await wix.transactions.queryTransactions().limit(1).find();
  await wix.transactions.getTransaction(given(items[0]?._id));
  await wix.items.deleteItem(itemId);
  await theBulkAndTheRare(emulator);
  const members = await wix.members.queryMembers().limit(2).find();
  await wix.members.getMember(given(members.items[0]?._id));
}

async function theBulkAndTheRare(emulator: RunningEmulator): Promise<void> {
  const wix = sdk(emulator);
  const place = await program(wix);
  const { namespace, programDefinitionId, poolDefinitionId, poolId, pool } = place;
  await wix.programDefinitions.updateProgramDefinition(programDefinitionId, {
    revision: given(place.programDefinition.revision),
    displayName: "New",
  });
  await wix.pools.updatePool(poolId, { revision: given(pool.revision), displayName: "New" });
  const cascade = "IMMEDIATELY" as const;
  const { results } = await wix.poolDefinitions.bulkCreatePoolDefinitions([yoga(namespace)], {
    returnEntity: true,
  });
  const created = given(results?.[0]?.item);
  const fieldMask = ["displayName"];
  const changed = { _id: created._id, revision: created.revision, displayName: "New" };
  await wix.poolDefinitions.bulkUpdatePoolDefinitions({
    poolDefinitions: [{ poolDefinition: changed, fieldMask }],
    cascade,
  });
  await wix.poolDefinitions.bulkDeletePoolDefinitions([given(created._id)], { cascade });
  const item = await wix.items.createItem(newItem(namespace, newGuid()));
  await wix.items.bulkUpdateItems({
    items: [{ item: { _id: item._id, revision: item.revision, displayName: "Newer" }, fieldMask }],
  });
  await wix.items.bulkDeleteItems([given(item._id)]);
  await wix.items.bulkDeleteItemsByFilter(namespace, { filter: { category: "" } });
  await wix.items.listItems({ filter: { namespace }, cursorPaging: { limit: 5 } });
  const reference = { externalId: newGuid() };
  const benefit = { poolDefinitionId, benefitKey: "class" };
  await wix.poolDefinitionItems.addItemsToBenefit([reference], benefit);
  const itemReference = { ...reference, providerAppId: app };
  await wix.pools.bulkCheckBenefitEligibility({
    benefitSelectors: [{ poolId, itemReference, benefitKey: "class" }],
    namespace,
  });
  await wix.poolDefinitionItems.removeItemsFromBenefit([reference], benefit);
}

/** Requests whose secrets the log does not keep, or that need what another one gave. */
function written(): Recorded[] {
  const { appId, appSecret, instanceId, clientId } = withDefaults({});
  const post = (method: string, path: string, body: object) => ({
    method,
    httpMethod: "POST",
    path,
    body,
  });
  const idempotencyKey = "key";
  const client = { client_id: appId, client_secret: appSecret };
  const authRequest = {
    redirectUri: "http://localhost:3000/back",
    clientId,
    codeChallenge: "x".repeat(43),
    codeChallengeMethod: "S256",
    responseMode: "query",
    responseType: "code",
    state: "s",
    scope: "offline_access",
  };
  const listed = { filter: { type: "BY_REFERENCE", byReferenceOptions: { filters: [{}] } } };
  const packed = Buffer.from(JSON.stringify(listed)).toString("base64url");
  const deep = Buffer.from("[".repeat(5_000) + "]".repeat(5_000)).toString("base64url");
  const items = "/benefit-programs/v1/items";
  return [
    post("oauth.token", "/oauth2/token", { clientId, grantType: "anonymous" }),
    post("oauth.token", "/oauth2/token", {
      ...client,
      instance_id: instanceId,
      grant_type: "client_credentials",
    }),
    post("oauth.token", "/oauth2/token", {
      clientId,
      grantType: "authorization_code",
      code: "c",
      codeVerifier: "v",
      redirectUri: authRequest.redirectUri,
    }),
    post("oauth.token", "/oauth2/token", {
      clientId,
      grantType: "refresh_token",
      refreshToken: "",
    }),
    post("oauth.tokenInfo", "/oauth2/token-info", { token: "x.y.z" }),
    post("oauth.access", "/oauth/access", {
      ...client,
      refresh_token: "r",
      grant_type: "refresh_token",
    }),
    ...["redirects-api", "headless", "redirect-session"].map((service) =>
      post("redirects.createRedirectSession", `/${service}/v1/redirect-session`, {
        auth: { authRequest, prompt: "login" },
      }),
    ),
    post("redirects.createRedirectSession", "/redirects-api/v1/redirect-session", {
      logout: { clientId },
      callbacks: { postFlowUrl: "http://localhost:3000/" },
    }),
    {
      method: "members.getCurrentMember",
      httpMethod: "GET",
      path: "/members/v1/members/my?fieldsets=FULL",
    },
    { method: "items.listItems", httpMethod: "GET", path: `${items}?.r=${packed}` },
    { method: "items.listItems", httpMethod: "GET", path: `${items}?.r=${deep}` },
    post("pools.reallocateBenefit", "/benefit-programs/v1/benefits/reallocate", {
      transactionId: newGuid(),
      idempotencyKey,
      namespace: "n",
      targetDate: "2030-01-01T00:00:00.000Z",
      beneficiary: { memberId: newGuid() },
    }),
    post(
      "balances.revertBalanceChange",
      `/benefit-programs/v1/balances/changes/${newGuid()}/revert`,
      {
        transactionId: newGuid(),
        idempotencyKey,
      },
    ),
  ];
}
