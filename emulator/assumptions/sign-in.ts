import type { Assumption } from "./assumption";

/** Rules of tokens, of sign-in and of who may call. */
export const signInAssumptions = [
  {
    id: "denied-body",
    what: "Body of a 403 for a member or visitor who calls what is for apps",
    default: "code",
    alternatives: ["empty"],
    why: "An empty message and empty details were seen; a code and words help who meets it here.",
  },
  {
    id: "sign-in-status",
    what: "Who may sign in",
    default: "approved",
    alternatives: ["not-blocked"],
    why: "A pending member waits for the owner's approval; the login page is said to ask for it.",
  },
  {
    id: "token-refusal",
    what: "Status of a token call with a code or refresh token that is not valid",
    default: "400",
    alternatives: ["401"],
    why: "OAuth answers invalid_grant with 400; how Wix answers is not documented.",
  },
] as const satisfies readonly Assumption[];
