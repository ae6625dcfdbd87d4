import "server-only";
import { BudgetExhausted, lowerBudget, takeRequest } from "@/lib/budget";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { currentCall, type Call } from "./call";
import { wixContext } from "./context";
import { WixError, wixErrorFromNetwork, type Answer } from "./error";

const retriedStatuses = new Set([429, 502, 503, 504]);
const triesMax = 4;
const backoffMs = 250;

/**
 * The one fetch to Wix: origin, deadline, request budget, retries of reads (429, 502, 503, 504 and
 * network errors, with full jitter), request log. A write is sent once. Throws WixError for what
 * became of the connection; an answer of any status is given back for the SDK to read.
 */
export async function transport(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const call = currentCall();
  const request = outgoing(input, init);
  for (let attempt = 1; ; attempt += 1) {
    const isLast = call.kind === "write" || attempt === triesMax;
    const outcome = await send(call, request).catch((error: unknown) => wixErrorOr(error));
    if (outcome instanceof WixError) {
      if (isLast || !isWorthRetrying(outcome)) throw keep(call, outcome);
    } else if (isLast || !retriedStatuses.has(outcome.status)) {
      return outcome;
    }
    const waitMs = call.answer?.retryAfterMs ?? Math.random() * backoffMs * 2 ** attempt;
    if (Date.now() + waitMs >= call.deadlineAt.getTime()) {
      if (outcome instanceof WixError) throw keep(call, outcome);
      return outcome;
    }
    await new Promise((done) => setTimeout(done, waitMs));
  }
}

/** What is sent, as often as it has to be: the SDK gives an address, headers and a text. */
interface Outgoing {
  url: string;
  method: string;
  headers: HeadersInit;
  body: string | undefined;
}

function outgoing(input: RequestInfo | URL, { method, headers, body }: RequestInit = {}): Outgoing {
  const text = body ?? undefined;
  if (text !== undefined && typeof text !== "string") {
    throw new TypeError("a request to Wix has a text, or no body");
  }
  return { url: toOrigin(input), method: method ?? "GET", headers: headers ?? {}, body: text };
}

/** The address at Wix, or the same path at the emulator. */
export function toOrigin(input: RequestInfo | URL): string {
  const url = new URL(input instanceof Request ? input.url : input);
  const origin = env().wixApiOrigin;
  return origin ? `${origin}${url.pathname}${url.search}` : url.href;
}

async function send(call: Call, request: Outgoing): Promise<Response> {
  call.answer = null;
  await takeFromBudget(call);
  const startedAt = performance.now();
  const remainingMs = call.deadlineAt.getTime() - Date.now();
  if (remainingMs <= 0) throw new WixError({ kind: "unreachable", action: call.action });
  const response = await answerWithin(request, Math.min(env().wixDeadlineMs, remainingMs)).catch(
    (error: unknown) => {
      const failure = wixErrorFromNetwork(call.action, error);
      log().warn(line(request, startedAt, { failure: failure.kind }), "wix request failed");
      throw failure;
    },
  );
  const answer = note(request, response, startedAt);
  call.answer = answer;
  if (response.status === 429) {
    await lowerBudget(answer.retryAfterMs).catch((error: unknown) => {
      log().error({ err: error, action: call.action }, "the request budget cannot be lowered");
    });
  }
  return response;
}

/**
 * The whole answer, its body included: so the deadline is for both, and a broken body is a broken connection.
 * A redirect is an answer like any other: followed, it would take the credentials elsewhere and send a write twice.
 */
async function answerWithin({ url, ...request }: Outgoing, ms: number): Promise<Response> {
  // No Request: of one Next does not see the signal, and gives a read that is asked again its first answer.
  const response = await fetch(url, {
    ...request,
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(ms),
  });
  const body = await response.arrayBuffer();
  return new Response(body, { status: response.status, headers: response.headers });
}

async function takeFromBudget(call: Call): Promise<void> {
  const context = wixContext();
  const { requestClass = "interactive", waitedMs = 0 } = context ?? {};
  try {
    const waited = await takeRequest(requestClass, call.deadlineAt, waitedMs);
    if (context) context.waitedMs = waitedMs + waited;
  } catch (error) {
    throw noBudget(call, error);
  }
}

/** Nothing was sent: the budget is spent, or (as the cause then says) the database that keeps it is gone. */
function noBudget(call: Call, error: unknown): WixError {
  const { action } = call;
  if (error instanceof BudgetExhausted) {
    const { retryAfterMs } = error;
    return new WixError({ kind: "no-budget", action, retryAfterMs, cause: error });
  }
  log().error({ err: error, action }, "the request budget cannot be asked");
  return new WixError({ kind: "no-budget", action, cause: error });
}

function note(request: Outgoing, response: Response, startedAt: number): Answer {
  const requestId = response.headers.get("x-wix-request-id") ?? undefined;
  if (requestId) wixContext()?.wixRequestIds.push(requestId);
  log().info(
    line(request, startedAt, { status: response.status, wixRequestId: requestId }),
    "wix request",
  );
  return { status: response.status, requestId, retryAfterMs: retryAfterMs(response) };
}

/** A line of the request log: never headers, never bodies, never the query string. */
function line(request: Outgoing, startedAt: number, more: object) {
  const context = wixContext();
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    durationMs: Math.round(performance.now() - startedAt),
    requestId: context?.requestId,
    attemptId: context?.attemptId,
    ...more,
  };
}

/** Seconds or a date, as HTTP allows; undefined when there is none. */
function retryAfterMs(response: Response): number | undefined {
  const header = response.headers.get("retry-after");
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function isWorthRetrying(error: WixError): boolean {
  return (
    error.kind === "disconnected" || error.kind === "unreachable" || error.kind === "unreadable"
  );
}

function wixErrorOr(error: unknown): WixError {
  if (error instanceof WixError) return error;
  throw error;
}

/** Kept beside the call: the SDK rewrites whatever is thrown through it, so it gets a bare Error. */
function keep(call: Call, error: WixError): Error {
  call.failure = error;
  return new Error(error.message);
}
