import { setTimeout as delay } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { authorize, checkApp } from "./auth/authorize";
import { pagesApp } from "./auth/pages";
import type { Identity } from "./auth/tokens";
import { horizonOf } from "./consistency";
import { controlApp } from "./control";
import type { Emulator } from "./emulator";
import { isOwnHost } from "./loopback";
import { notEmulated, Refusal } from "./refusal";
import { routes } from "./routes/all";
import type { Route } from "./routes/route";
import { runDueJobs } from "./state/run-jobs";
import { errorAnswer, isTooDeep, readBody, readQuery } from "./wire";

export type Env = { Bindings: HttpBindings };
type Request = Context<Env>;

interface Answer {
  status: number;
  body: unknown;
  /** Of an answer to a change: with it, queries see the change. */
  consistent?: string;
}

/** Everything that is served. `closing` ends the delays of faults. */
export function createApp(emulator: Emulator, closing: AbortSignal): Hono<Env> {
  const app = new Hono<Env>();
  app.use("*", async (c, next) => {
    if (!isOwnHost(c)) return c.json({ message: "Only for this machine", details: {} }, 403);
    await next();
  });
  app.get("/__emulator/", (c) => c.redirect("/__emulator"));
  app.route("/__emulator", controlApp(emulator));
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
  const { seq, answered } = emulator.log.open({
    at: new Date(emulator.site.store.clock()).toISOString(),
    method,
    httpMethod: c.req.method,
    path: pathname + search,
    body: loggedBody(text),
  });
  const fault = emulator.faults.take(method, c.req.url + text);
  const wait = () => delay(fault?.delayMs ?? 0, undefined, { signal: closing, ref: false });
  const drop = () => {
    answered(null, undefined, performance.now() - started);
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  };
  try {
    if (fault?.delayMs && fault.drop !== "after") await wait();
    if (fault?.drop === "before") return drop();
    const answer = fault?.status
      ? struck(fault.status, fault.body)
      : perform(emulator, c, route, text);
    if (fault?.drop === "after") {
      if (fault.delayMs) await wait();
      return drop();
    }
    answered(answer.status, answer.body, performance.now() - started);
    return send(c, answer, emulator.requestId(seq));
  } catch (error) {
    if (closing.aborted) return drop();
    throw error;
  }
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

function struck(status: number, body: unknown): Answer {
  return { status, body: body ?? { message: "", details: {} } };
}

function send(c: Request, { status, body, consistent }: Answer, requestId: string): Response {
  const headers = {
    "Content-Type": "application/json",
    "X-Wix-Request-Id": requestId,
    ...(consistent === undefined ? {} : { "X-Wix-Consistent": consistent }),
  };
  // Hono's type leaves out the few statuses that have no body; a fault that names one gets what it asks for.
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, headers);
}

function loggedBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return isTooDeep(body) ? text : body;
  } catch {
    return text;
  }
}
