import { issueAppToken, issueToken, tokenInfo } from "../auth/grants";
import type { Route } from "./route";

export const oauthRoutes: Route[] = [
  {
    method: "oauth.token",
    verb: "POST",
    path: "/oauth2/token",
    isOpen: true,
    answer: issueToken,
  },
  {
    method: "oauth.tokenInfo",
    verb: "POST",
    path: "/oauth2/token-info",
    isOpen: true,
    answer: tokenInfo,
  },
  {
    method: "oauth.access",
    verb: "POST",
    path: "/oauth/access",
    isOpen: true,
    answer: issueAppToken,
  },
];
