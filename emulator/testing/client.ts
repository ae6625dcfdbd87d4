import {
  balances,
  items,
  poolDefinitionItems,
  poolDefinitions,
  poolItems,
  pools,
  programDefinitions,
  programs,
  transactions,
} from "@wix/benefit-programs";
import { members } from "@wix/members";
import { ApiKeyStrategy, createClient } from "@wix/sdk";
import { z } from "zod";
import { withDefaults } from "../config";
import type { RunningEmulator } from "../start";

const { apiKey, instanceId } = withDefaults({});

/** Provider app of the benefits in tests. */
export const app = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

const modules = {
  programDefinitions,
  poolDefinitions,
  programs,
  pools,
  balances,
  transactions,
  items,
  poolDefinitionItems,
  poolItems,
  members,
};

/** The real SDK, unmodified: only the origin of its addresses is changed. */
export function sdk({ url }: Pick<RunningEmulator, "url">) {
  return sdkOver(fetchFrom(url));
}

/** The same over any fetch. */
export function sdkOver(fetch: typeof globalThis.fetch) {
  const auth = ApiKeyStrategy({ apiKey, siteId: instanceId });
  return createClient({ auth, modules, fetch });
}

/** The same with a token of one's own: a member's, a visitor's, an app's. */
export function sdkAs({ url }: Pick<RunningEmulator, "url">, token: string) {
  const auth = { getAuthHeaders: async () => ({ headers: { Authorization: token } }) };
  return createClient({ auth, modules, fetch: fetchFrom(url) });
}

/** A fetch that goes to an emulator whenever it would go to Wix. */
export function fetchFrom(url: string): typeof fetch {
  return (input, init) =>
    fetch(addressOf(input).replace(/^https:\/\/(www|edge)\.wixapis\.com/, url), init);
}

export type Sdk = ReturnType<typeof sdk>;

/** The address that a fetch is asked for. */
export function addressOf(input: string | URL | globalThis.Request): string {
  if (typeof input === "string") return input;
  return input instanceof URL ? input.href : input.url;
}

/** A request without the SDK. `json` is whatever came back. */
export async function raw(
  { url }: Pick<RunningEmulator, "url">,
  path: string,
  { body, method = body === undefined ? "GET" : "POST", headers = {} }: RawRequest = {},
) {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: apiKey, "wix-site-id": instanceId, ...headers },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  const json: unknown = await response.json();
  return { status: response.status, headers: response.headers, json };
}

interface RawRequest {
  body?: unknown;
  method?: string;
  headers?: Record<string, string>;
}

const failure = z.object({
  status: z.number(),
  requestId: z.string(),
  details: z.object({
    applicationError: z
      .object({ code: z.unknown(), description: z.string(), data: z.unknown() })
      .partial()
      .optional(),
    validationError: z
      .object({ fieldViolations: z.array(z.record(z.string(), z.unknown())) })
      .optional(),
  }),
});

/** What the SDK throws, taken apart; fails when nothing is thrown. */
export async function refusalOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) throw new Error("was not refused");
  const { status, requestId, details } = failure.parse(error);
  const violations = details.validationError?.fieldViolations ?? [];
  return {
    status,
    requestId,
    code: details.applicationError?.code,
    description: details.applicationError?.description,
    data: details.applicationError?.data,
    fields: violations.map((violation) => violation.field),
    rules: violations.map((violation) => violation.ruleName ?? violation.violatedRule),
  };
}

/** The value, or a failed test. */
export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("missing");
  return value;
}

let drawn = 0;

/** A GUID that no other test has. */
export function newGuid(): string {
  drawn += 1;
  return `00000000-0000-4000-8000-${String(drawn).padStart(12, "0")}`;
}

/** A namespace that no other test has. */
export function newNamespace(): string {
  drawn += 1;
  return `test-${drawn}`;
}

/** Ten credits, one benefit for three. */
export function yoga(namespace: string) {
  return {
    namespace,
    displayName: "Yoga",
    details: {
      benefits: [{ benefitKey: "class", displayName: "Class", providerAppId: app, price: "3" }],
      creditConfiguration: {
        amount: "10",
        rolloverConfiguration: { enabled: true, balanceCap: "5" },
      },
    },
  };
}

/** An item of the app that no other test has. */
export function newItem(namespace: string, itemSetId: string) {
  const externalId = newGuid();
  return { namespace, itemSetId, externalId, providerAppId: app, displayName: "Yoga on Monday" };
}

/** A program definition with one pool definition, and a namespace for them. */
export async function studio(wix: Sdk) {
  const namespace = newNamespace();
  const programDefinition = await wix.programDefinitions.createProgramDefinition({
    namespace,
    externalId: newGuid(),
    displayName: "Gold",
  });
  const programDefinitionId = given(programDefinition._id);
  const poolDefinition = await wix.poolDefinitions.createPoolDefinition(
    { ...yoga(namespace), programDefinitionIds: [programDefinitionId] },
    { cascade: "IMMEDIATELY" },
  );
  const poolDefinitionId = given(poolDefinition._id);
  return { namespace, programDefinition, programDefinitionId, poolDefinition, poolDefinitionId };
}

/** Provisions a program for a member of its own. */
export function enrol(
  wix: Sdk,
  lookup: { programDefinitionId?: string; poolDefinitionId?: string },
  options: {
    namespace: string;
    externalProgramId?: string;
    programStatus?: "ACTIVE" | "PAUSED";
    displayName?: string;
    memberId?: string;
  },
) {
  const { memberId = newGuid(), externalProgramId = newGuid(), ...rest } = options;
  return wix.programs.provisionProgram(lookup, {
    beneficiary: { memberId },
    externalProgramId,
    ...rest,
  });
}

/** The pools of a program, oldest first. */
export async function poolsOf(wix: Sdk, programId: string) {
  return (await wix.pools.queryPools().eq("programId", programId).find()).items;
}

const poolWithAction = z.looseObject({
  status: z.string(),
  origin: z.string(),
  renewalAction: z
    .looseObject({
      type: z.string(),
      poolDefinitionRevision: z.string(),
      updateOptions: z.looseObject({}).optional(),
    })
    .optional(),
});

/** A pool with its internal fields, which the SDK's types do not show. */
export async function internalPool(wix: Sdk, id: string) {
  return poolWithAction.parse(await wix.pools.getPool(id));
}
