import "server-only";
import { randomUUID } from "node:crypto";
import {
  beginAttempt,
  endAttempt,
  findAttemptByKey,
  type Ending,
  type NewAttempt,
} from "@/lib/audit/attempts";
import { toJson } from "@/lib/audit/canonical";
import type { Actor } from "@/lib/auth/roles";
import type { RequestClass } from "@/lib/budget";
import { db, isDatabaseGone, isUniqueViolation } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { bindMapping, KeyTaken, releaseMapping, reserveMapping } from "@/lib/mappings/mappings";
import { isWritable } from "@/lib/site";
import { withWixContext, type WixContext } from "@/lib/wix/context";
import { WixError } from "@/lib/wix/error";
import type { Effect, LocalOperation, Operation, WixOperation } from "./operation";
import { failureOf, type Failure, type Outcome } from "./outcome";
import { LocalRefusal } from "./refusal";
import { isRepeat, replay, type Recorded } from "./replay";

export type Source = "form" | "api" | "cli" | "import" | "seed" | "undo";

/** Who asks, and how. */
export interface Request {
  actor: Actor;
  /** Unique: made when the form was rendered, or given by the caller. The same key never runs twice. */
  key: string;
  source: Source;
  parentId?: string;
  reason?: string;
  requestClass?: RequestClass;
  /** The id of the page's request, for the log. */
  requestId?: string;
}

/**
 * The only way to write: authorize, parse, record, do, settle. Nothing is sent to Wix that is not on
 * record; what may have happened is left for the reconciler. The same key gives the first attempt's
 * outcome; somebody else's key, or one of another operation, tells nothing and is refused. Throws only what nobody expected, and when the database is gone (then nothing was sent).
 */
export async function runOperation<I, B>(
  operation: Operation<I, B>,
  input: unknown,
  request: Request,
): Promise<Outcome> {
  const first = await findAttemptByKey(request.key);
  if (first) return repeat(first, operation.name, request);
  if (!operation.may.includes(request.actor.role)) return refuse(operation.name, request);
  const parsed = operation.input.safeParse(input);
  if (!parsed.success) return { status: "invalid", fields: fieldErrors(parsed.error.issues) };
  const attempt = newAttempt(operation, parsed.data, request);
  try {
    return operation.kind === "wix"
      ? await runInWix(operation, parsed.data, attempt, request)
      : await runLocally(operation, parsed.data, attempt, request);
  } catch (error) {
    if (!(error instanceof LocalRefusal)) throw error;
    const failure = failureOf(error);
    if (!failure) throw error;
    return { status: "failed", attemptId: null, failure };
  }
}

const lookAgainMs = 100;

/** The first attempt's outcome. While that one is under way, it is waited for: no longer than it can take. */
async function repeat(first: Recorded, operation: string, request: Request): Promise<Outcome> {
  if (!isRepeat(first, operation, request.actor)) return refuse(operation, request);
  let attempt = first;
  const until = first.startedAt.getTime() + env().wixDeadlineMs;
  while (attempt.outcome === "intended" && Date.now() < until) {
    await new Promise((done) => setTimeout(done, lookAgainMs));
    attempt = (await findAttemptByKey(request.key)) ?? attempt;
  }
  return replay(attempt);
}

async function refuse(name: string, request: Request): Promise<Outcome> {
  const attempt = { ...newAttemptFacts(name, request), key: null, subject: null };
  await db().$transaction((tx) => beginAttempt(tx, attempt, "refused", {}));
  return { status: "refused", attemptId: attempt.id };
}

async function runInWix<I, B>(
  operation: WixOperation<I, B>,
  input: I,
  attempt: NewAttempt,
  request: Request,
): Promise<Outcome> {
  const context: WixContext = {
    requestClass: request.requestClass ?? "interactive",
    deadlineAt: new Date(Date.now() + env().wixDeadlineMs),
    attemptId: attempt.id,
    ...(request.requestId ? { requestId: request.requestId } : {}),
    wixRequestIds: [],
  };
  return withWixContext(context, async () => {
    const read = await readBefore(operation, input);
    if (!read.ok) return { status: "failed", attemptId: null, failure: read.failure };
    const namespace = operation.namespace(input, read.before);
    if (!isWritable(namespace)) throw new LocalRefusal("foreign-namespace", { namespace });
    const recorded = await record(operation, input, attempt, read.before);
    if (recorded) return repeat(recorded, operation.name, request);
    return doAndSettle(() => operation.run(input, read.before), attempt.id, context);
  });
}

type Read<B> = { ok: true; before: B } | { ok: false; failure: Failure };

/** What the entity was. When it cannot be read, nothing is on record yet and nothing was changed. */
async function readBefore<I, B>(operation: WixOperation<I, B>, input: I): Promise<Read<B>> {
  try {
    return { ok: true, before: await operation.before(input) };
  } catch (error) {
    const failure = error instanceof WixError ? failureOf(error) : null;
    if (!failure) throw error;
    return { ok: false, failure };
  }
}

/** Attempt, entry and reservation, in one transaction. Returns the first attempt when the key is used. */
async function record<I, B>(
  operation: WixOperation<I, B>,
  input: I,
  attempt: NewAttempt,
  before: B,
) {
  const reservation = operation.reserve?.(input) ?? null;
  try {
    await db().$transaction(async (tx) => {
      await beginAttempt(tx, attempt, "intended", { input, before });
      if (reservation) await reserveMapping(tx, reservation, attempt.id, attempt.startedAt);
    });
    return null;
  } catch (error) {
    if (error instanceof KeyTaken) {
      const { kind, key, generation, wixId, attemptId } = error.holder;
      throw new LocalRefusal("key-taken", { kind, key, generation, wixId, attemptId });
    }
    const first =
      isUniqueViolation(error) && attempt.key ? await findAttemptByKey(attempt.key) : null;
    if (!first) throw error;
    return first;
  }
}

async function doAndSettle(
  write: () => Promise<Effect>,
  attemptId: string,
  context: WixContext,
): Promise<Outcome> {
  let effect: Effect;
  try {
    effect = await write();
  } catch (error) {
    return settleError(attemptId, error);
  }
  const { subject } = effect;
  const after = toJson(effect.after);
  const isSettled = await settleUnlessGone(attemptId, {
    type: "succeeded",
    subject,
    errorCode: null,
    wixRequestId: context.wixRequestIds.at(-1) ?? null,
    content: { after },
  });
  return isSettled
    ? { status: "succeeded", attemptId, subject, after }
    : { status: "unknown", attemptId, failure: null };
}

async function settleError(attemptId: string, error: unknown): Promise<Outcome> {
  const failure = failureOf(error);
  const isCertain = error instanceof WixError && !error.mayHaveHappened;
  const isSettled = await settleUnlessGone(attemptId, {
    type: isCertain ? "failed" : "unknown",
    subject: null,
    errorCode: failure?.kind ?? "unexpected",
    wixRequestId: failure?.requestId ?? null,
    content: { error: failure ?? { kind: "unexpected" } },
  });
  if (!failure) throw error;
  return isCertain && isSettled
    ? { status: "failed", attemptId, failure }
    : { status: "unknown", attemptId, failure };
}

/** False when the database went away after the call: the attempt stays open, the reconciler finds out. */
async function settleUnlessGone(attemptId: string, ending: Ending): Promise<boolean> {
  try {
    await settle(attemptId, ending);
    return true;
  } catch (error) {
    if (!isDatabaseGone(error)) throw error;
    log().error(
      { err: error, attemptId, outcome: ending.type },
      "attempt not settled: no database",
    );
    return false;
  }
}

/**
 * Final entry and mapping, in one transaction; also called by the reconciler. Throws when the database
 * is gone.
 */
export async function settle(attemptId: string, ending: Ending): Promise<void> {
  const at = new Date();
  await db().$transaction(async (tx) => {
    const isFirst = await endAttempt(tx, attemptId, ending, at);
    if (!isFirst) return;
    if (ending.type === "succeeded" && ending.subject) {
      await bindMapping(tx, attemptId, ending.subject.id, at);
    }
    if (ending.type === "failed") await releaseMapping(tx, attemptId);
  });
  log().info({ attemptId, outcome: ending.type, errorCode: ending.errorCode }, "attempt settled");
}

async function runLocally<I>(
  operation: LocalOperation<I>,
  input: I,
  attempt: NewAttempt,
  request: Request,
): Promise<Outcome> {
  let effect: Effect;
  try {
    effect = await doLocally(operation, input, attempt, request.actor);
  } catch (error) {
    const first = isUniqueViolation(error) ? await findAttemptByKey(request.key) : null;
    if (!first) throw error;
    return repeat(first, operation.name, request);
  }
  const { subject } = effect;
  return { status: "succeeded", attemptId: attempt.id, subject, after: toJson(effect.after) };
}

/** Entries and effect, in one transaction. */
async function doLocally<I>(
  operation: LocalOperation<I>,
  input: I,
  attempt: NewAttempt,
  actor: Actor,
): Promise<Effect> {
  return db().$transaction(async (tx) => {
    await beginAttempt(tx, attempt, "intended", { input });
    const done = await operation.run(input, tx, actor);
    const content = { after: done.after };
    const ending: Ending = {
      type: "succeeded",
      subject: done.subject,
      errorCode: null,
      wixRequestId: null,
      content,
    };
    await endAttempt(tx, attempt.id, ending, new Date());
    return done;
  });
}

function newAttempt<I, B>(operation: Operation<I, B>, input: I, request: Request): NewAttempt {
  const subject = operation.kind === "wix" ? (operation.subject?.(input) ?? null) : null;
  return { ...newAttemptFacts(operation.name, request), key: request.key, subject };
}

function newAttemptFacts(operation: string, request: Request) {
  const startedAt = new Date();
  return {
    id: randomUUID(),
    operation,
    actorKind: request.actor.kind,
    actorId: request.actor.id,
    source: request.source,
    parentId: request.parentId ?? null,
    reason: request.reason ?? null,
    requestId: request.requestId ?? null,
    startedAt,
    reconcileAt: new Date(startedAt.getTime() + 2 * env().wixDeadlineMs),
  };
}

/** The first complaint of each field, by its path: `details.benefits.0.price`. */
function fieldErrors(issues: readonly { path: PropertyKey[]; message: string }[]) {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) fields[path.map(String).join(".")] ??= message;
  return fields;
}
