import { setTimeout as delay } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { AppStrategy } from "@wix/sdk";
import { type RunningEmulator, startEmulator } from "@/emulator/start";
import { addressOf, type Sdk, sdkOver } from "@/emulator/testing/client";
import { withDefaults } from "@/emulator/config";
import { paceOf } from "./pace";
import { Made } from "./made";
import { isRecord, Scope } from "./scope";
import type { Credentials } from "./settings";

type Fetch = typeof globalThis.fetch;

/** What a suite runs against. */
export interface Target {
  name: "emulator" | "wix";
  /** Waits for the jobs that a call begins. */
  wix: Sdk;
  /** Answers at once: what a call begins may go on. */
  hasty: Sdk;
  /** A request without the SDK: its status and body. */
  raw: (path: string, body: unknown) => Promise<{ status: number; json: unknown }>;
  /** An emulator with these settings, for what a site cannot be brought to; undefined for Wix. */
  other?: (options: Parameters<typeof startEmulator>[0]) => Promise<RunningEmulator>;
  namespace: string;
  made: Made;
  close: () => Promise<void>;
}

const wixHost = /^https:\/\/(?:www|edge)\.wixapis\.com/;
const requestsPerMinute = 150;
const settleMs = 30_000;
const cascadeMs = 3000;
const pollMs = 250;

/** A target over a fetch: in a namespace and with a member of its own, remembering what it made. */
function targetOver(fetch: Fetch, memberId: string) {
  const namespace = `conf-${randomUUID().slice(0, 12)}`;
  const scope = new Scope(namespace, memberId);
  const made = new Made();
  const scoped: Fetch = async (input, init) => {
    const address = scope.address(addressOf(input));
    const body = typeof init?.body === "string" ? scope.body(init.body) : init?.body;
    const response = await fetch(address, { ...init, body });
    if (response.status === 200) made.note(address, await response.clone().json());
    return response;
  };
  const raw: Target["raw"] = async (path, body) => {
    const response = await scoped(`https://www.wixapis.com${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: await response.json() };
  };
  return { scoped, raw, namespace, made };
}

/** An emulator: one that is started for this, or one at a given address. */
export async function emulatorTarget(running?: Pick<RunningEmulator, "url">): Promise<Target> {
  const started = running ? undefined : await startEmulator({ port: 0 });
  const { url } = running ?? started ?? { url: "" };
  const { apiKey, instanceId } = withDefaults({});
  const { scoped, raw, namespace, made } = targetOver(async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("authorization", apiKey);
    headers.set("wix-site-id", instanceId);
    return fetch(addressOf(input).replace(wixHost, url), { ...init, headers });
  }, "00000000-0000-4000-9000-000000000001");
  const wix = sdkOver(scoped);
  const others: RunningEmulator[] = [];
  const other: Target["other"] = async (options) => {
    const emulator = await startEmulator({ port: 0, ...options });
    others.push(emulator);
    return emulator;
  };
  const close = async () => {
    for (const emulator of [...others, started]) await emulator?.close();
  };
  return { name: "emulator", wix, hasty: wix, raw, other, namespace, made, close };
}

/** A real site, at 150 requests a minute at most. */
export function wixTarget(credentials: Credentials, memberId: string, send: Fetch = fetch): Target {
  const authorization = authorizationOf(credentials);
  const pace = paceOf(requestsPerMinute);
  const { scoped, raw, namespace, made } = targetOver(async (input, init) => {
    await pace();
    const headers = new Headers(init?.headers);
    for (const name of ["authorization", "wix-site-id"]) headers.delete(name);
    for (const [name, value] of Object.entries(await authorization())) {
      headers.set(name, value);
    }
    return send(input, { ...init, headers, signal: AbortSignal.timeout(settleMs) });
  }, memberId);
  const hasty = sdkOver(scoped);
  const settling: Fetch = async (input, init) => {
    const response = await scoped(input, init);
    if (response.status === 200) await settle(hasty, addressOf(input), init, response.clone());
    return response;
  };
  const close = async () => {};
  return { name: "wix", wix: sdkOver(settling), hasty, raw, namespace, made, close };
}

/** The headers of each request; the token of an app is asked for once. */
function authorizationOf(credentials: Credentials): () => Promise<Record<string, string>> {
  if (credentials.kind === "key") {
    const headers = { authorization: credentials.apiKey, "wix-site-id": credentials.siteId };
    return async () => headers;
  }
  const { appId, appSecret, instanceId } = credentials;
  const app = AppStrategy({ appId, appSecret, instanceId });
  return async () => (await app.getAuthHeaders({})).headers;
}

/** Waits until a program that was provisioned or changed has a status that stays; after a cascade, a while. */
async function settle(wix: Sdk, address: string, init: RequestInit = {}, response: Response) {
  const { pathname } = new URL(address);
  if (/\/programs\/(provision|renew|pause|resume|end)$/.test(pathname)) {
    const sent: unknown = typeof init.body === "string" ? JSON.parse(init.body) : {};
    const answer: unknown = await response.json();
    const program = isRecord(answer) && isRecord(answer.program) ? answer.program.id : undefined;
    const id = program ?? (isRecord(sent) ? sent.programId : undefined);
    if (typeof id === "string") await settled(wix, id);
  } else if (/pool-definitions/.test(pathname) && /IMMEDIATELY|NEXT_RENEWAL/.test(textOf(init))) {
    await delay(cascadeMs);
  }
}

async function settled(wix: Sdk, programId: string): Promise<void> {
  const until = performance.now() + settleMs;
  while (performance.now() < until) {
    const { status } = await wix.programs.getProgram(programId);
    const { items } = await wix.pools.queryPools().eq("programId", programId).find();
    const isBusy = items.some(
      (pool) => pool.status === "PROVISIONING" || pool.status === "RENEWING",
    );
    if (!isBusy && ["ACTIVE", "PAUSED", "ENDED"].includes(String(status))) return;
    await delay(pollMs);
  }
}

const textOf = ({ body }: RequestInit) => (typeof body === "string" ? body : "");
