import { z } from "zod";
import type { Identity } from "../auth/tokens";
import type { Config } from "../config";
import { guid } from "../shapes";
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

/** The id of the path, or the 400 that Wix gives for one that is not a GUID. `field` is its REST name. */
export function idOf(call: Call, field: string): string {
  return parse(z.object({ [field]: guid }), { [field]: call.id })[field] ?? "";
}
