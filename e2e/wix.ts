import { randomUUID } from "node:crypto";
import { emulatorPort } from "./ports";

/** What the emulator holds, as far as the journeys look at it. */
export interface Benefit {
  benefitKey: string;
  displayName?: string;
  description?: string;
  price?: string;
  providerAppId: string;
  /** Made by Wix. */
  itemSetId?: string;
}

export interface Details {
  benefits: Benefit[];
  creditConfiguration?: {
    amount: string;
    unitDisplayName?: string;
    rolloverConfiguration?: { enabled: boolean; balanceCap?: string };
  };
}

interface Entity {
  id: string;
  revision: string;
  createdDate: string;
  namespace: string;
  displayName: string;
}

export type PoolDefinition = Entity & { details: Details; programDefinitionIds: string[] };
export type ProgramDefinition = Entity & { externalId: string };
export type Program = Entity & {
  externalId: string;
  status: string;
  programDefinitionId?: string;
  beneficiary: { memberId: string };
};
export type Pool = Entity & {
  programId: string;
  poolDefinitionId: string;
  status: string;
  details: Details;
};

interface Collections {
  poolDefinitions: PoolDefinition[];
  programDefinitions: ProgramDefinition[];
  programs: Program[];
  pools: Pool[];
  balances: { id: string; available: { value: string } | string }[];
  members: { id: string; loginEmail: string; profile: { nickname: string } }[];
}

/** A misfortune for the next requests of a method; `contains` keeps it away from other tests. */
export interface Fault {
  method: string;
  contains: string;
  times?: number;
  status?: number;
  body?: unknown;
  delayMs?: number;
  drop?: "before" | "after";
}

export const bookings = "13d21c63-b5ec-5912-8397-c3a5ddb27a97";
export const ownNamespace = "poolkeeper";

export const yoga: Details = {
  benefits: [
    { benefitKey: "class", displayName: "Class", price: "1", providerAppId: bookings },
    { benefitKey: "session", displayName: "Session", price: "3", providerAppId: bookings },
  ],
  creditConfiguration: {
    amount: "10",
    unitDisplayName: "classes",
    rolloverConfiguration: { enabled: true, balanceCap: "5" },
  },
};

/** The site and the app that the launcher's emulator knows. */
export const wixIdentity = {
  WIX_APP_ID: "5b0a7e52-5c1c-4f5e-9a3b-0a4f6a1f4010",
  WIX_APP_SECRET: "an-emulator-has-no-secrets",
  WIX_INSTANCE_ID: "e3a1c0de-0000-4000-8000-000000004010",
};

/** Wix, as the journeys see it: what it holds, what it was asked, and another app that writes to it. */
export function wixAt(port: number) {
  const origin = `http://127.0.0.1:${port}`;
  const headers = {
    "content-type": "application/json",
    authorization: "IST.emulator-api-key",
    "wix-site-id": wixIdentity.WIX_INSTANCE_ID,
  };

  async function ask<T>(verb: string, path: string, body?: unknown): Promise<T> {
    const init = { method: verb, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(`${origin}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${verb} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  const api = <T>(verb: string, path: string, body: unknown) =>
    ask<T>(verb, `/benefit-programs/v1/${path}`, body);

  async function holds<K extends keyof Collections>(kind: K): Promise<Collections[K]> {
    return (await ask<{ collections: Collections }>("GET", "/__emulator/export")).collections[kind];
  }

  return {
    holds,
    async named<K extends "poolDefinitions" | "programDefinitions" | "programs" | "pools">(
      kind: K,
      displayName: string,
    ): Promise<Collections[K]> {
      const all: Entity[] = await holds(kind);
      return all.filter((one) => one.displayName === displayName) as Collections[K];
    },
    async member(email: string) {
      const found = (await holds("members")).find((one) => one.loginEmail === email);
      if (!found) throw new Error(`no member ${email}`);
      return found;
    },
    async requests(method: string, contains: string) {
      const search = new URLSearchParams({ method, contains });
      type Answer = Record<string, { id: string; externalId?: string }>;
      type Asked = { requests: { status: number | null; path: string; response?: Answer }[] };
      return (await ask<Asked>("GET", `/__emulator/requests?${search}`)).requests;
    },
    /** The SDK's names of what it was asked after a request of this number; tokens are the process's own. */
    async askedSince(seq: number) {
      type Asked = { requests: { seq: number; method: string | null }[] };
      const { requests } = await ask<Asked>("GET", `/__emulator/requests?since=${seq}`);
      const methods = requests.map(({ method }) => method ?? "none");
      return {
        methods: methods.filter((method) => method !== "oauth.token"),
        last: requests.at(-1)?.seq ?? seq,
      };
    },
    /** What it was asked for since its start and has not got. */
    async notEmulated() {
      return (await ask<{ notEmulated: string[] }>("GET", "/__emulator/health")).notEmulated;
    },
    fault: (fault: Fault) => ask("POST", "/__emulator/faults", fault),

    async createPoolDefinition(given: Partial<PoolDefinition> & { displayName: string }) {
      const poolDefinition = { namespace: ownNamespace, details: yoga, ...given };
      const made = await api<{ poolDefinition: PoolDefinition }>("POST", "pool-definitions", {
        poolDefinition,
      });
      return made.poolDefinition;
    },
    async createProgramDefinition(given: Partial<ProgramDefinition> & { displayName: string }) {
      const programDefinition = { namespace: ownNamespace, externalId: randomUUID(), ...given };
      const made = await api<{ programDefinition: ProgramDefinition }>(
        "POST",
        "program-definitions",
        { programDefinition },
      );
      return made.programDefinition;
    },
    createItem: (given: { displayName: string }) =>
      api("POST", "items", {
        item: {
          namespace: ownNamespace,
          itemSetId: randomUUID(),
          externalId: randomUUID(),
          providerAppId: bookings,
          ...given,
        },
      }),
    add: (programDefinitionId: string, poolDefinitionId: string) =>
      api("POST", "pool-definitions/program-definition/assign", {
        programDefinitionId,
        poolDefinitionId,
        cascade: "IMMEDIATELY",
      }),
    /** A program of Ann's, unless it is somebody else's: it becomes active by itself. */
    async provision(
      poolDefinitionLookupId: { poolDefinitionId: string } | { programDefinitionId: string },
      displayName: string,
      { namespace = ownNamespace, memberId }: { namespace?: string; memberId?: string } = {},
    ) {
      memberId ??= (await this.member("ann.porter@example.com")).id;
      await api("POST", "programs/provision", {
        poolDefinitionLookupId,
        beneficiary: { memberId },
        namespace,
        displayName,
        externalProgramId: randomUUID(),
      });
      const [program] = await this.named("programs", displayName);
      if (!program) throw new Error(`${displayName} was not provisioned`);
      return program;
    },
    async changePool({ id, revision }: Pool, change: Partial<Pool>) {
      await api("PATCH", `pools/${id}`, { pool: { id, revision, ...change } });
    },
  };
}

export type Wix = ReturnType<typeof wixAt>;
export const wix = wixAt(emulatorPort);
