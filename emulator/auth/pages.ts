import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Emulator } from "../emulator";
import { formOf } from "../form";
import { isOwnOrigin } from "../loopback";
import type { Env } from "../server";
import { issueCode, issueInstallCode } from "../state/authorization-codes";
import { findMemberByEmail, getSignedInMember, type Member } from "../state/members";
import { endSession, startSession } from "../state/sessions";
import {
  answerTo,
  fromParameters,
  readSignIn,
  readTarget,
  type SignIn,
  toParameters,
  wordsOf,
} from "./authorization-requests";
import { loginPage, problemPage, signedOutPage } from "./login-page";
import { isAllowedRedirect, isAllowedReturn } from "./redirect-uris";
import { openToken, sealedToken } from "./tokens";

type Request = Context<Env>;
type Html = ReturnType<typeof html>;

/** Where a browser is sent to sign in, and to sign out. */
export const authorizePath = "/_api/oauth2/authorize";
export const logoutPath = "/_api/iam/logout";

/** Remembers who signed in, for `prompt=none`. */
const cookieName = "emulator_member";
const cookieOptions = { path: "/_api", httpOnly: true, sameSite: "Lax" } as const;

/** The pages that Wix shows to a member, plain HTML that needs no script. */
export function pagesApp(emulator: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get(authorizePath, (c) => {
    return withSignIn(emulator, c, c.req.query(), (signIn) => authorize(emulator, c, signIn));
  });
  app.post(authorizePath, async (c) => {
    if (!isOwnOrigin(c)) return show(c, 403, problemPage("This form was sent from another site"));
    const form = await formOf(c);
    return withSignIn(emulator, c, form, (signIn) => signInAs(emulator, c, signIn, form));
  });
  app.get(logoutPath, (c) => logout(emulator, c));
  app.get("/installer/install", (c) => install(emulator, c));
  app.onError((error, c) => {
    const { status, words } = wordsOf(error);
    return show(c, status, problemPage(words));
  });
  return app;
}

/** A request that can be answered at its address is answered there, also when it is wrong. */
function withSignIn(
  { site, config }: Emulator,
  c: Request,
  parameters: Record<string, unknown>,
  work: (signIn: SignIn) => Response | Promise<Response>,
): Response | Promise<Response> {
  const given = fromParameters(parameters);
  const { redirectUri } = readTarget(site, config, given);
  let signIn: SignIn;
  try {
    signIn = readSignIn(site, config, given);
  } catch (error) {
    const responseMode = given.responseMode === "fragment" ? "fragment" : "query";
    const state = typeof given.state === "string" ? given.state : undefined;
    const answer = { error: "invalid_request", error_description: wordsOf(error).words };
    return c.redirect(answerTo({ redirectUri, responseMode, state }, answer), 303);
  }
  return work(signIn);
}

/** typings: `login` shows the page; `none` answers at once, with a code for who has signed in here before. */
function authorize(emulator: Emulator, c: Request, signIn: SignIn): Response | Promise<Response> {
  const { site, config } = emulator;
  if (signIn.prompt !== "none") return showLogin(emulator, c, 200, signIn);
  const claims = openToken(site, config, getCookie(c, cookieName) ?? "", "browser");
  if (claims?.identity.kind !== "MEMBER") {
    const answer = { error: "login_required", error_description: "Nobody has signed in here" };
    return c.redirect(answerTo(signIn, answer), 303);
  }
  const { memberId } = claims.identity;
  const code = site.store.transact(() => issueCode(site, signIn, memberId));
  return c.redirect(answerTo(signIn, { code }), 303);
}

/** documented: the member goes back with a code. Who may not sign in stays, with the reason. */
function signInAs(
  emulator: Emulator,
  c: Request,
  signIn: SignIn,
  { memberId, email }: Record<string, unknown>,
): Response | Promise<Response> {
  const { site, config } = emulator;
  const typed = typeof email === "string" ? email.trim() : "";
  const member =
    typeof memberId === "string" ? site.members.get(memberId) : findMemberByEmail(site, typed);
  if (!member) {
    const problem = "There is no member with this e-mail address";
    return showLogin(emulator, c, 400, signIn, problem, typed);
  }
  const problem = problemOf(emulator, member);
  if (problem) return showLogin(emulator, c, 403, signIn, problem, typed);
  const { code, cookie } = site.store.transact(() => {
    const { id: sessionId } = startSession(site, member.id);
    const identity = { kind: "MEMBER", memberId: member.id, sessionId } as const;
    const { clientId } = signIn;
    return {
      code: issueCode(site, signIn, member.id),
      cookie: sealedToken(site, config, { use: "browser", identity, clientId }),
    };
  });
  setCookie(c, cookieName, cookie, cookieOptions);
  return c.redirect(answerTo(signIn, { code }), 303);
}

/** typings: ends the session of the token, and clears what the browser remembers. */
function logout({ site, config }: Emulator, c: Request): Response | Promise<Response> {
  const claims = openToken(site, config, c.req.query("token") ?? "", "logout");
  const identity = claims?.identity;
  if (identity && identity.kind !== "APP") {
    site.store.transact(() => endSession(site, identity.sessionId));
  }
  setCookie(c, cookieName, "", { ...cookieOptions, maxAge: 0 });
  const returnTo = c.req.query("returnTo");
  if (returnTo === undefined) return show(c, 200, signedOutPage());
  if (isAllowedReturn(config, returnTo)) return c.redirect(returnTo, 303);
  return show(c, 400, problemPage(`${returnTo.slice(0, 200)} is not an allowed address`));
}

/** observed: the address that AppStrategy gives for installing an app; it comes back with a code and the instance. */
function install({ site, config }: Emulator, c: Request): Response | Promise<Response> {
  const { appId = "", redirectUrl = "", state } = c.req.query();
  if (appId !== config.appId) return show(c, 400, problemPage(`There is no app ${appId}`));
  if (!isAllowedRedirect(config, redirectUrl)) {
    return show(c, 400, problemPage(`${redirectUrl.slice(0, 200)} is not an allowed redirect URI`));
  }
  const code = site.store.transact(() => issueInstallCode(site, appId, redirectUrl));
  const target = { redirectUri: redirectUrl, responseMode: "query", state } as const;
  return c.redirect(answerTo(target, { code, instanceId: config.instanceId }), 303);
}

function showLogin(
  { site }: Emulator,
  c: Request,
  status: number,
  signIn: SignIn,
  problem?: string,
  email?: string,
): Response | Promise<Response> {
  const members = site.members
    .inOrder()
    .toSorted((a, b) => a.profile.nickname.localeCompare(b.profile.nickname, "en"));
  const denied = { error: "access_denied", error_description: "The sign-in was cancelled" };
  const cancelUrl = answerTo(signIn, denied);
  const parameters = toParameters(signIn);
  return show(c, status, loginPage({ parameters, members, problem, email, cancelUrl }));
}

function problemOf({ site }: Emulator, member: Member): string | undefined {
  try {
    getSignedInMember(site, member.id);
    return undefined;
  } catch (error) {
    return `${member.profile.nickname}: ${wordsOf(error).words}`;
  }
}

function show(c: Request, status: number, page: Html): Response | Promise<Response> {
  c.header("Cache-Control", "no-store");
  c.header(
    "Content-Security-Policy",
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  );
  // Every status of a refusal has a body.
  return c.html(page, status as ContentfulStatusCode);
}
