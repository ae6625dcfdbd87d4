import { setTimeout as delay } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { authorize, checkApp } from "./auth/authorize";
import { pagesApp } from "./auth/pages";
import type { Identity } from "./auth/tokens";
import { limitBody, requestSizeMax } from "./body-size";
import { horizonOf } from "./consistency";
import { controlApp } from "./control";
import type { Emulator } from "./emulator";
import type { FaultRule } from "./fault-rules";
import { isOwnHost } from "./loopback";
import { notEmulated, Refusal } from "./refusal";
import { routes } from "./routes/all";
import type { Route } from "./routes/route";
import { runDueJobs } from "./state/run-jobs";
import { errorAnswer, readBody, readQuery } from "./wire";

export type Env = { Bindings: HttpBindings };
type Request = Context<Env>;

interface Answer {
  status: number;
  body: unknown;
  /** Of an answer to a change: with it, queries see the change. */
  consistent?: string;
  headers?: Record<string, string>;
}

/** Everything that is served. `closing` ends the delays of faults. */
export function createApp(emulator: Emulator, closing: AbortSignal): Hono<Env> {
  const app = new Hono<Env>();
  app.use("*", async (c, next) => {
    if (!isOwnHost(c)) return c.json({ message: "Only for this machine", details: {} }, 403);
    await next();
  });
  app.get("/__emulator/", (c) => c.redirect("/__emulator"));
  app.route("/__emulator", controlApp(emulator, closing));
  app.use("*", limitBody(requestSizeMax));
  app.route("/", pagesApp(emulator));
  for (const route of routes) {
    const paths = [route.path, `/_api${route.path}`];
    app.on(route.verb, paths, (c) => serve(emulator, c, route, closing));
  }
  app.all("*", (c) => serve(emulator, c, undefined, closing));
  return app;
}

/** One request to the API: logged, struck by the fault that waits for it, answered. */
async function serve(
  emulator: Emulator,
  c: Request,
  route: Route | undefined,
  closing: AbortSignal,
): Promise<Response> {
  const started = performance.now();
  const text = await c.req.text();
  const { pathname, search } = new URL(c.req.url);
  const method = route?.method ?? null;
  const at = new Date(emulator.site.store.clock()).toISOString();
  const asked = { at, method, httpMethod: c.req.method, path: pathname + search };
  const { seq, answered } = emulator.log.open(asked, text);
  const over = (answer: Answer) => {
    const json = JSON.stringify(answer.body);
    answered(answer.status, json, performance.now() - started);
    return send(c, answer, json, emulator.requestId(seq));
  };
  const cut = (how: "destroy" | "resetAndDestroy") => {
    answered(null, "", performance.now() - started);
    c.env.incoming.socket[how]();
    return RESPONSE_ALREADY_SENT;
  };
  const throttled = route?.isOpen ? undefined : throttle(emulator);
  if (throttled) return over(throttled);
  const fault: Strike = emulator.faults.take(method, c.req.url + text) ?? {};
  const wait = () => delay(fault.delayMs ?? 0, undefined, { signal: closing, ref: false });
  const { when, end } = endingOf(fault);
  try {
    if (fault.delayMs && when !== "after") await wait();
    if (when === "before") return cut(await end(c, closing));
    const answer = struck(fault) ?? perform(emulator, c, route, text);
    if (when !== "after") return over({ ...answer, headers: headersOf(fault) });
    if (fault.delayMs) await wait();
    return cut(await end(c, closing));
  } catch (error) {
    if (closing.aborted) return cut("destroy");
    throw error;
  }
}

type Strike = Partial<FaultRule>;

/** How a fault ends the connection, and whether it does so before the effect or after it. */
function endingOf({ drop, reset, hang }: Strike) {
  const end = async (c: Request, closing: AbortSignal) => {
    if (hang) await gone(c, closing);
    return reset ? ("resetAndDestroy" as const) : ("destroy" as const);
  };
  return { when: drop ?? reset ?? hang, end };
}

/** Until the client has given up, or we end. */
function gone(c: Request, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const { socket } = c.env.incoming;
    if (socket.destroyed || closing.aborted) resolve();
    socket.once("close", () => resolve());
    closing.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** documented: a 429 beyond the limit. Calls for tokens are not counted: they are not made for an installation yet. */
function throttle({ rateLimit }: Emulator): Answer | undefined {
  const waitMs = rateLimit.take();
  if (waitMs === 0) return undefined;
  const seconds = String(Math.ceil(waitMs / 1000));
  const headers = rateLimit.settings.retryAfter ? { "Retry-After": seconds } : undefined;
  return { ...errorAnswer(new Refusal(429, "Too many requests")), headers };
}

/** The effect and its answer, in one go: nothing is awaited, so that nothing comes between. */
function perform(emulator: Emulator, c: Request, route: Route | undefined, text: string): Answer {
  const { site, config } = emulator;
  try {
    if (!route) throw notEmulated(`${c.req.method} ${c.req.path}`);
    const identity = callerOf(emulator, c, route);
    runDueJobs(site);
    const { searchParams, origin } = new URL(c.req.url);
    const query = readQuery(searchParams);
    const authorization = c.req.header("authorization") ?? null;
    const id = c.req.param("id") ?? "";
    const horizon = horizonOf(site, c.req.header("x-wix-consistent"));
    const call = {
      site,
      config,
      identity,
      horizon,
      authorization,
      body: readBody(text),
      query,
      id,
      origin,
    };
    const before = site.store.counters;
    const answer = site.store.transact(() => route.answer(call));
    const changed = site.store.counters === before ? undefined : new Date(site.store.counters.time);
    return { status: 200, body: answer, consistent: changed?.toISOString() };
  } catch (error) {
    if (error instanceof Refusal && error.isNotEmulated) emulator.rememberLack(error.message);
    if (!(error instanceof Refusal)) console.error(error);
    else if (error.afterwards) site.store.transact(error.afterwards);
    return errorAnswer(error);
  }
}

/** Throws a 401 for who is nobody, and a 403 for who may not. */
function callerOf({ site, config }: Emulator, c: Request, route: Route): Identity {
  if (route.isOpen) return { kind: "APP" };
  const identity = authorize(config, site, c.req.raw.headers);
  if (!route.isForMembers) checkApp(site, identity);
  return identity;
}

/** What a fault answers in place of the effect. */
function struck({ status, retryAfter, body }: Strike): Answer | undefined {
  const code = status ?? (retryAfter === undefined ? undefined : 429);
  if (code === undefined) return undefined;
  return { status: code, body: body ?? { message: "", details: {} } };
}

function headersOf({ headers, retryAfter }: Strike): Record<string, string> {
  return { ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }), ...headers };
}

function send(c: Request, answer: Answer, json: string, requestId: string): Response {
  const { status, consistent, headers: further } = answer;
  const headers = {
    "Content-Type": "application/json",
    "X-Wix-Request-Id": requestId,
    ...(consistent === undefined ? {} : { "X-Wix-Consistent": consistent }),
    ...further,
  };
  // Hono's type leaves out the few statuses that have no body; a fault that names one gets what it asks for.
  return c.body(json, status as ContentfulStatusCode, headers);
}
