import { z } from "zod";
import type { Config } from "../config";
import { Refusal } from "../refusal";
import { optional } from "../shapes";
import type { AuthorizationRequest } from "../state/authorization-codes";
import type { Site } from "../state/site";
import { parse } from "../validation";
import { checkClient } from "./grants";
import { foreignRedirect, isAllowedRedirect } from "./redirect-uris";

/** typings: `query` and `fragment`; `web_message` needs a script in a frame, which this emulator does not have. */
const responseMode = z.enum(["query", "fragment"]);
type ResponseMode = z.output<typeof responseMode>;

/** A sign-in as it is asked for, and how it is answered. */
export interface SignIn extends AuthorizationRequest {
  responseMode: ResponseMode;
  state?: string;
  prompt?: string;
}

const target = z.object({ clientId: z.string(), redirectUri: z.string() });

const rest = z.object({
  responseType: z.literal("code"),
  responseMode: optional(responseMode),
  scope: optional(z.string().max(200)),
  state: optional(z.string().min(1).max(2048)),
  codeChallenge: z.string().min(43).max(128),
  codeChallengeMethod: optional(z.enum(["S256", "S512"])),
  prompt: optional(z.enum(["login", "none", "consent", "select_account"])),
});

/** documented: the client is known and the address allowed, or nothing is sent there. Throws a 400 or a 401. */
export function readTarget(site: Site, config: Config, given: unknown) {
  const { clientId, redirectUri } = parse(target, given);
  checkClient(site, config, clientId);
  if (!isAllowedRedirect(config, redirectUri))
    throw foreignRedirect(site, "redirectUri", redirectUri);
  return { clientId, redirectUri };
}

/** typings: a code with PKCE; the answer comes as query unless fragment is asked for. Throws a 400. */
export function readSignIn(site: Site, config: Config, given: unknown): SignIn {
  const { responseType: _, ...request } = parse(rest, given);
  return {
    ...readTarget(site, config, given),
    ...request,
    responseMode: request.responseMode ?? "query",
    codeChallengeMethod: request.codeChallengeMethod ?? "S256",
  };
}

/** Names in the address of the login page, each with the name that the API has for it. */
const parameters = {
  client_id: "clientId",
  redirect_uri: "redirectUri",
  response_type: "responseType",
  response_mode: "responseMode",
  code_challenge: "codeChallenge",
  code_challenge_method: "codeChallengeMethod",
  scope: "scope",
  state: "state",
  prompt: "prompt",
} as const;

/** observed: the login page gets the request as parameters in snake_case. */
export function toParameters(signIn: SignIn): Record<string, string> {
  const values: Record<string, string | undefined> = { ...signIn, responseType: "code" };
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, field]) => {
      const value = values[field];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

export function fromParameters(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, field]) => [field, given[name]]),
  );
}

/** documented: code and state, or error and error_description, as query or as fragment. */
export function answerTo(
  {
    redirectUri,
    responseMode: mode,
    state,
  }: Pick<SignIn, "redirectUri" | "responseMode" | "state">,
  answer: Record<string, string>,
): string {
  const url = new URL(redirectUri);
  const given = Object.entries({ ...answer, ...(state === undefined ? {} : { state }) });
  if (mode === "fragment") url.hash = new URLSearchParams(given).toString();
  else for (const [name, value] of given) url.searchParams.set(name, value);
  return url.href;
}

/** What a person can be told about a request that could not be read. */
export function wordsOf(error: unknown): { status: number; words: string } {
  if (!(error instanceof Refusal)) throw error;
  return { status: error.status, words: error.message };
}
