import { z } from "zod";
import type { Identity } from "../auth/tokens";
import type { Config } from "../config";
import { type Cascade, cascade, externalId, guid, namespace, optional } from "../shapes";
import type { Site } from "../state/site";
import { parse } from "../validation";
import type { QueryParameters } from "../wire";

/** A request as a route sees it: already authorized, its body read. */
export interface Call {
  site: Site;
  config: Config;
  body: unknown;
  query: QueryParameters;
  /** Who calls. Of an open route it says nothing. */
  identity: Identity;
  /** The header as it came. */
  authorization: string | null;
  /** ISO time up to which changes are seen where Wix is eventually consistent. */
  horizon: string;
  /** The `:id` of the path; "" when there is none. */
  id: string;
  /** The emulator's own address, as the client wrote it. */
  origin: string;
}

export type Verb = "GET" | "POST" | "PATCH" | "DELETE";

/** One method of the SDK. `answer` runs in a transaction: what throws has changed nothing. */
export interface Route {
  /** As the SDK calls it: "pools.updatePool". */
  method: string;
  verb: Verb;
  /** Without the `/_api` that any path may begin with. */
  path: string;
  /** Answered without a token: the call that gives one. */
  isOpen?: boolean;
  /** For members and visitors too, not only for apps and API keys. */
  isForMembers?: boolean;
  answer(call: Call): object;
}

/** A namespace and an externalId of the address, or a 400. */
export function externalKeyOf({ query }: Call) {
  const asked = { namespace: query.one("namespace"), externalId: query.one("externalId") };
  return parse(z.object({ namespace, externalId }), asked);
}

/** The cascade of the address, when it has one, or a 400. `field` is its REST name. */
export function cascadeOf({ query }: Call, field: string): Cascade | undefined {
  return parse(z.object({ [field]: optional(cascade) }), { [field]: query.one(field) })[field];
}

/** The id of the path, or the 400 that Wix gives for one that is not a GUID. `field` is its REST name. */
export function idOf(call: Call, field: string): string {
  return parse(z.object({ [field]: guid }), { [field]: call.id })[field] ?? "";
}
