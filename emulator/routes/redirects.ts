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
    if (auth) return session(call, authorizePath, signInParameters(call, auth));
    return session(call, logoutPath, logoutParameters(call, logout, callbacks));
  },
}));

/** documented: the address of a Wix page. typings: and its parts, which the SDK reads. */
function session({ site, origin }: Call, path: string, searchParams: Record<string, string>) {
  const endpoint = `${origin}${path}`;
  const fullUrl = `${endpoint}?${new URLSearchParams(searchParams)}`;
  const urlDetails = { endpoint, searchParams };
  return { redirectSession: { id: site.store.newId(), fullUrl, shortUrl: fullUrl, urlDetails } };
}

type Asked = z.output<typeof request>;

function signInParameters({ site, config }: Call, auth: NonNullable<Asked["auth"]>) {
  return toParameters(readSignIn(site, config, { ...auth.authRequest, prompt: auth.prompt }));
}

function logoutParameters(
  { site, config, identity }: Call,
  logout: Asked["logout"],
  callbacks: Asked["callbacks"],
): Record<string, string> {
  if (!logout) throw notEmulated("a redirect session other than auth and logout");
  const { clientId = config.clientId } = logout;
  const postFlowUrl = callbacks?.postFlowUrl;
  checkClient(site, config, clientId);
  if (postFlowUrl !== undefined && !isAllowedReturn(config, postFlowUrl)) {
    throw foreignRedirect(site, "callbacks.postFlowUrl", postFlowUrl);
  }
  const token = sealedToken(site, config, { use: "logout", identity, clientId });
  return postFlowUrl === undefined ? { token } : { token, returnTo: postFlowUrl };
}
