import { issueToken } from "../auth";
import type { Route } from "./route";

export const oauthRoutes: Route[] = [
  {
    method: "oauth.token",
    verb: "POST",
    path: "/oauth2/token",
    isOpen: true,
    answer({ site, config, body }) {
      return issueToken(config, body, site.store.clock());
    },
  },
];
