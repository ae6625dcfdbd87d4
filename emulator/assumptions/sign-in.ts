import type { Assumption } from "./assumption";

/** Rules of tokens, of sign-in and of who may call. */
export const signInAssumptions = [
  {
    id: "code-lifetime",
    what: "How long a code of a sign-in is good",
    default: "ten-minutes",
    alternatives: ["one-minute"],
    why: "The most that OAuth recommends; Wix does not say.",
  },
  {
    id: "denied-body",
    what: "Body of a 403 for a member or visitor who calls what is for apps",
    default: "code",
    alternatives: ["empty"],
    why: "An empty message and empty details were seen; a code and words help who meets it here.",
  },
  {
    id: "failed-exchange",
    what: "A code whose exchange fails (verifier, redirect URI or client is wrong), or that a member may no longer use",
    default: "burnt",
    alternatives: ["kept"],
    why: "OAuth has a code used once, and a wrong verifier is what a stolen one looks like; Wix does not say.",
  },
  {
    id: "foreign-redirect",
    what: "Body of the 400 for a redirect URI that is not allowed",
    default: "validation",
    alternatives: ["plain"],
    why: "That it must be allowed is documented, how it is refused is not; a field tells what to mend.",
  },
  {
    id: "others-eligibility",
    what: "checkBenefitEligibilityByFilter by a member or visitor for somebody else",
    default: "forbidden",
    alternatives: ["own"],
    why: "It defaults to the calling identity; asking for another's benefits would tell their credits.",
  },
  {
    id: "session-after-reset",
    what: "A token whose session this site does not know, as after a reset",
    default: "good",
    alternatives: ["ended"],
    why: "Tokens of Wix are sealed and hold what they need; a page that is open survives a reset of the emulator.",
  },
  {
    id: "sign-in-status",
    what: "Who may sign in",
    default: "approved",
    alternatives: ["not-blocked"],
    why: "A pending member waits for the owner's approval; the login page is said to ask for it.",
  },
  {
    id: "token-clock",
    what: "The clock that tokens grow old by: that of the machine, not that of the emulator",
    default: "real",
    alternatives: [],
    why: "Wix has one clock; moving the emulator's is for programs, and should sign nobody out.",
  },
  {
    id: "token-refusal",
    what: "Status of a token call with a code or refresh token that is not valid",
    default: "400",
    alternatives: ["401"],
    why: "OAuth answers invalid_grant with 400; how Wix answers is not documented.",
  },
  {
    id: "unknown-client",
    what: "Status for a client id that is neither the OAuth app of the site nor the app",
    default: "401",
    alternatives: ["400"],
    why: "OAuth answers invalid_client with 401, also 400 where no header named the client.",
  },
] as const satisfies readonly Assumption[];
