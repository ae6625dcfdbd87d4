import { z } from "zod";
import { readSignIn, toParameters } from "../auth/authorization-requests";
import { checkClient } from "../auth/grants";
import { authorizePath, logoutPath } from "../auth/pages";
import { foreignRedirect, isAllowedReturn } from "../auth/redirect-uris";
import { sealedToken } from "../auth/tokens";
import { notEmulated } from "../refusal";
import { optional, text } from "../shapes";
import { parse } from "../validation";
import type { Call, Route } from "./route";

const request = z.object({
  auth: optional(z.object({ authRequest: z.looseObject({}), prompt: optional(z.string()) })),
  logout: optional(z.object({ clientId: optional(z.string()) })),
  callbacks: optional(z.object({ postFlowUrl: optional(text(2048)) })),
});

/** observed: the first is where the SDK sends it; the others are in its table of addresses. */
const paths = [
  "/redirects-api/v1/redirect-session",
  "/headless/v1/redirect-session",
  "/redirect-session/v1/redirect-session",
];

export const redirectRoutes: Route[] = paths.map((path) => ({
  method: "redirects.createRedirectSession",
  verb: "POST",
  path,
  isForMembers: true,
  answer(call) {
    const { auth, logout, callbacks } = parse(request, call.body);
    if (auth) {
      const given = { ...auth.authRequest, prompt: auth.prompt };
      const searchParams = toParameters(readSignIn(call.site, call.config, given));
      return session(call, authorizePath, searchParams);
    }
    if (logout) return session(call, logoutPath, logoutParameters(call, logout, callbacks));
    throw notEmulated("a redirect session other than auth and logout");
  },
}));

/** documented: the address of a Wix page. typings: and its parts, which the SDK reads. */
function session({ site, origin }: Call, path: string, searchParams: Record<string, string>) {
  const endpoint = `${origin}${path}`;
  const fullUrl = `${endpoint}?${new URLSearchParams(searchParams)}`;
  const urlDetails = { endpoint, searchParams };
  return { redirectSession: { id: site.store.newId(), fullUrl, shortUrl: fullUrl, urlDetails } };
}

function logoutParameters(
  { site, config, identity }: Call,
  { clientId = config.clientId }: { clientId?: string },
  { postFlowUrl }: { postFlowUrl?: string } = {},
): Record<string, string> {
  checkClient(site, config, clientId);
  if (postFlowUrl !== undefined && !isAllowedReturn(config, postFlowUrl)) {
    throw foreignRedirect(site, "callbacks.postFlowUrl", postFlowUrl);
  }
  const token = sealedToken(site, config, { use: "logout", identity, clientId });
  return postFlowUrl === undefined ? { token } : { token, returnTo: postFlowUrl };
}
