import { z } from "zod";
import { describe, expect, it } from "vitest";
import { withDefaults } from "./config";
import { startEmulator } from "./start";
import {
  app,
  enrol,
  given,
  newGuid,
  newNamespace,
  raw,
  refusalOf,
  sdk,
  studio,
  yoga,
} from "./testing/client";
import { emulated } from "./testing/emulated";

const { emulator, wix } = await emulated();

const path = "/benefit-programs/v1/program-definitions";
const newDefinition = () => ({
  programDefinition: { namespace: newNamespace(), externalId: newGuid() },
});

describe("an update", () => {
  it.each([
    ["program-definitions", "programDefinition", { namespace: "x".repeat(21) }],
    ["pool-definitions", "poolDefinition", { namespace: "" }],
    ["programs", "program", { namespace: "x".repeat(21) }],
    ["programs", "program", { programDefinitionId: "x" }],
    ["pools", "pool", { namespace: "x".repeat(21) }],
    ["pools", "pool", { poolDefinitionId: "x" }],
    ["items", "item", { category: "x".repeat(21) }],
    ["items", "item", { externalId: "x" }],
  ])(
    "of %s keeps the limits of fields that cannot be changed: %s, %j",
    async (noun, one, field) => {
      const address = `/benefit-programs/v1/${noun}/${newGuid()}`;
      const update = (change: object) =>
        raw(emulator, address, {
          method: "PATCH",
          body: { [one]: { revision: "1", ...change }, cascade: "IMMEDIATELY" },
        });
      const valid = { namespace: "another", programDefinitionId: newGuid(), category: null };
      expect(await update(valid)).toMatchObject({ status: 404 });
      const [name = ""] = Object.keys(field);
      expect(await update(field)).toMatchObject({
        status: 400,
        json: { details: { validationError: { fieldViolations: [{ field: `${one}.${name}` }] } } },
      });
    },
  );
});

describe("on the wire", () => {
  it.each(["", "/_api"])("paths are served under the prefix %j", async (prefix) => {
    const created = await raw(emulator, prefix + path, { body: newDefinition() });
    expect(created).toMatchObject({ status: 200, json: { programDefinition: { revision: "1" } } });
  });

  it("bodies in snake_case are taken, but not the caller's own content", async () => {
    const { namespace, programDefinitionId } = await studio(wix);
    const body = {
      pool_definition: {
        program_definition_ids: [programDefinitionId],
        namespace,
        display_name: "Yoga class",
        extended_fields: { namespaces: { a_b: { c_d: 1 } } },
        details: {
          benefits: [
            {
              benefit_key: "001",
              display_name: "Group session",
              provider_app_id: app,
              price: "5",
              additional_data: { snake_key: { deeper_key: 1 } },
            },
          ],
          credit_configuration: {
            amount: "20",
            rollover_configuration: { enabled: true, balance_cap: "25" },
          },
        },
      },
      cascade: "IMMEDIATELY",
    };
    const { status, json } = await raw(emulator, "/benefit-programs/v1/pool-definitions", { body });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      poolDefinition: {
        programDefinitionIds: [programDefinitionId],
        displayName: "Yoga class",
        extendedFields: { namespaces: { a_b: { c_d: 1 } } },
        details: {
          benefits: [{ benefitKey: "001", additionalData: { snake_key: { deeper_key: 1 } } }],
          creditConfiguration: { rolloverConfiguration: { balanceCap: "25" } },
        },
      },
    });
  });

  it("query parameters are taken in both spellings", async () => {
    const body = newDefinition();
    await raw(emulator, path, { body });
    const { namespace, externalId } = body.programDefinition;
    const address = `${path}/by-namespace-and-external-id?namespace=${namespace}`;
    expect((await raw(emulator, `${address}&externalId=${externalId}`)).status).toBe(200);
    expect((await raw(emulator, `${address}&external_id=${externalId}`)).status).toBe(200);
  });

  it("each answer has a request id of its own, refusals too, and the SDK sees it", async () => {
    const first = await raw(emulator, path, { body: newDefinition() });
    const second = await raw(emulator, path, { body: {} });
    const ids = [first, second].map(({ headers }) => headers.get("x-wix-request-id"));
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[\da-f-]{36}$/);
    const refused = await refusalOf(wix.pools.getPool(newGuid()));
    expect(refused.requestId).toMatch(/^[\da-f-]{36}$/);
  });

  it("a deletion answers 200 and an empty object", async () => {
    const { json } = await raw(emulator, path, { body: newDefinition() });
    const { programDefinition } = z
      .object({ programDefinition: z.object({ id: z.string() }) })
      .parse(json);
    const deleted = await raw(emulator, `${path}/${programDefinition.id}`, { method: "DELETE" });
    expect([deleted.status, deleted.json]).toEqual([200, {}]);
  });

  it("a violation is told as a tree", async () => {
    const body = { programDefinition: { namespace: "n", externalId: newGuid(), displayName: 7 } };
    const { json } = await raw(emulator, path, { body });
    expect(json).toMatchObject({
      message: "programDefinition is invalid:\n`-- displayName has the wrong type",
    });
  });

  it.each(["{", "[]", "null", '"x"', ""])("the body %j is a 400", async (body) => {
    expect((await raw(emulator, path, { body, method: "POST" })).status).toBe(400);
  });

  it.each(["a", "additionalData", "filter"])(
    "a body that is nested without end under %s is a 400, and the log survives it",
    async (key) => {
      const body = `{"${key}":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`;
      expect((await raw(emulator, path, { body })).status).toBe(400);
      expect((await raw(emulator, "/__emulator/requests")).status).toBe(200);
    },
  );

  it("__proto__ in a body reaches no prototype", async () => {
    const body = `{"programDefinition":{"__proto__":{"polluted":1},"namespace":"n","externalId":"${newGuid()}",
      "extendedFields":{"namespaces":{"__proto__":{"polluted":1}}}}}`;
    expect((await raw(emulator, path, { body })).status).toBe(200);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("what is not emulated is a 501 that the request log remembers", async () => {
    const address = "/benefit-programs/v1/benefits/reserve";
    const { status, json } = await raw(emulator, address, { body: {} });
    expect(status).toBe(501);
    expect(json).toMatchObject({ details: { applicationError: { code: "NOT_EMULATED" } } });
    const log = await raw(emulator, `/__emulator/requests?contains=${address}`);
    expect(log.json).toMatchObject({ requests: [{ method: null, status: 501, path: address }] });
  });
});

describe("credentials", () => {
  const config = withDefaults({});
  const grant = {
    grant_type: "client_credentials",
    client_id: config.appId,
    client_secret: config.appSecret,
    instance_id: config.instanceId,
  };
  const shape = z.object({ access_token: z.string(), expires_in: z.number() });
  const ask = (authorization: string) =>
    raw(emulator, `${path}/query`, {
      body: {},
      headers: { authorization, "wix-site-id": "" },
    });

  it("AppStrategy's token call gives a token that works with and without Bearer, and not when changed", async () => {
    const { status, json } = await raw(emulator, "/oauth2/token", {
      body: grant,
      headers: { authorization: "" },
    });
    const token = shape.parse(json);
    expect([status, token.expires_in]).toEqual([200, 14_400]);
    expect((await ask(token.access_token)).status).toBe(200);
    expect((await ask(`Bearer ${token.access_token}`)).status).toBe(200);
    expect((await ask(`${token.access_token}x`)).status).toBe(401);
    const log = await raw(emulator, "/__emulator/requests?method=oauth.token");
    expect(JSON.stringify(log.json)).not.toContain(config.appSecret);
    expect(JSON.stringify(log.json)).not.toContain(token.access_token);
  });

  it.each(["client_id", "client_secret", "instance_id"])("a wrong %s is a 401", async (field) => {
    const body = { ...grant, [field]: newGuid() };
    const refused = await raw(emulator, "/oauth2/token", { body });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("x-wix-request-id")).toBeTruthy();
  });

  it("another grant is not emulated", async () => {
    const body = { clientId: newGuid(), grantType: "password" };
    expect((await raw(emulator, "/oauth2/token", { body })).status).toBe(501);
  });

  it.each(["", "Bearer ", "nonsense", "emulator.e30.x"])("%j is a 401", async (authorization) => {
    expect((await ask(authorization)).status).toBe(401);
  });

  it("an API key reaches its own site only", async () => {
    const at = (site: string) =>
      raw(emulator, `${path}/query`, { body: {}, headers: { "wix-site-id": site } });
    expect((await at(config.instanceId)).status).toBe(200);
    expect((await at(newGuid())).status).toBe(403);
    expect((await at("")).status).toBe(403);
  });

  it("a request without them changes nothing", async () => {
    const body = newDefinition();
    await raw(emulator, path, { body, headers: { authorization: "nonsense" } });
    const { namespace, externalId } = body.programDefinition;
    const found = wix.programDefinitions.getProgramDefinitionByExternalIdAndNamespace(namespace, {
      externalId,
    });
    expect((await refusalOf(found)).status).toBe(404);
  });
});

describe("ids", () => {
  it("repeat with a seed, and never come twice without one", async () => {
    const made = async (seed?: string) => {
      const own = await startEmulator({ port: 0, seed });
      try {
        const client = sdk(own);
        const first = await client.poolDefinitions.createPoolDefinition(yoga("n"));
        own.reset();
        const second = await client.poolDefinitions.createPoolDefinition(yoga("n"));
        const options = { namespace: "n" };
        const lookup = { poolDefinitionId: given(second._id) };
        const { jobId } = await enrol(client, lookup, options);
        return [first._id, second._id, jobId];
      } finally {
        await own.close();
      }
    };
    const [one, two, job] = await made("same");
    expect(one).toBe(two);
    expect(await made("same")).toEqual([one, two, job]);
    const random = [...(await made()), ...(await made())];
    expect(new Set(random).size).toBe(6);
  });
});
