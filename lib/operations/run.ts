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
import { db, isUniqueViolation } from "@/lib/db";
import { env } from "@/lib/env";
import { KeyTaken, reserveMapping } from "@/lib/mappings/mappings";
import { isWritable } from "@/lib/site";
import { withWixContext, type WixContext } from "@/lib/wix/context";
import { WixError } from "@/lib/wix/error";
import type { Effect, LocalOperation, Operation, WixOperation } from "./operation";
import { failureOf, type Failure, type Outcome } from "./outcome";
import { LocalRefusal } from "./refusal";
import { isRepeat, isSameInput, replay, type Recorded } from "./replay";
import { doAndSettle } from "./settle";

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
 * outcome; with another input it does nothing and says so; somebody else's key, or one of another operation, tells
 * nothing and is refused. Throws only what nobody expected, and when the database is gone (then nothing was sent).
 */
export async function runOperation<I, B>(
  operation: Operation<I, B>,
  input: unknown,
  request: Request,
): Promise<Outcome> {
  const first = await findAttemptByKey(request.key);
  if (first) return repeat(first, operation, input, request);
  if (!operation.may.includes(request.actor.role)) return refuse(operation.name, request);
  const parsed = operation.input.safeParse(input);
  if (!parsed.success) return { status: "invalid", fields: fieldErrors(parsed.error.issues) };
  const attempt = newAttempt(operation, parsed.data, request);
  const context = contextOf(attempt.id, request);
  try {
    const run = { attempt, request, context };
    return await withWixContext(context, () =>
      operation.kind === "wix"
        ? runInWix(operation, parsed.data, run)
        : runLocally(operation, parsed.data, run),
    );
  } catch (error) {
    if (!(error instanceof LocalRefusal)) throw error;
    const failure = failureOf(error);
    if (!failure) throw error;
    return { status: "failed", attemptId: null, failure };
  }
}

/** Who asked, and what is known of it so far. */
interface Run {
  attempt: NewAttempt;
  request: Request;
  context: WixContext;
}

function contextOf(attemptId: string, { requestClass, requestId }: Request): WixContext {
  return {
    requestClass: requestClass ?? "interactive",
    deadlineAt: new Date(Date.now() + env().wixDeadlineMs),
    attemptId,
    ...(requestId ? { requestId } : {}),
    wixRequestIds: [],
  };
}

const lookAgainMs = 100;

/** The first attempt's outcome. While that one is under way, it is waited for: no longer than it can take. */
async function repeat<I, B>(
  first: Recorded,
  operation: Operation<I, B>,
  input: unknown,
  request: Request,
): Promise<Outcome> {
  if (!isRepeat(first, operation.name, request.actor)) return refuse(operation.name, request);
  const parsed = operation.input.safeParse(input);
  if (!parsed.success) return { status: "invalid", fields: fieldErrors(parsed.error.issues) };
  if (!isSameInput(first, recorded(operation, parsed.data))) return otherInput(first.id);
  let attempt = first;
  const until = first.startedAt.getTime() + env().wixDeadlineMs;
  while (attempt.outcome === "intended" && Date.now() < until) {
    await new Promise((done) => setTimeout(done, lookAgainMs));
    attempt = (await findAttemptByKey(request.key)) ?? attempt;
  }
  return replay(attempt);
}

/** The form was changed after it had been sent, and what became of that is not for this input. */
function otherInput(attemptId: string): Outcome {
  const failure = failureOf(new LocalRefusal("other-input", { attemptId }));
  if (!failure) throw new Error("a refusal without a failure");
  return { status: "failed", attemptId, failure };
}

async function refuse(name: string, request: Request): Promise<Outcome> {
  const attempt = { ...newAttemptFacts(name, request), key: null, subject: null, related: null };
  await db().$transaction((tx) => beginAttempt(tx, attempt, "refused", {}));
  return { status: "refused", attemptId: attempt.id };
}

type Read<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** What the entity was. When it cannot be read, nothing is on record yet and nothing was changed. */
async function readFirst<T>(read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    const failure = error instanceof WixError ? failureOf(error) : null;
    if (!failure) throw error;
    return { ok: false, failure };
  }
}

async function runInWix<I, B>(
  operation: WixOperation<I, B>,
  input: I,
  { attempt, request, context }: Run,
): Promise<Outcome> {
  const read = await readFirst(async () => {
    const before = await operation.before(input);
    return { before, namespaces: await operation.namespaces(input, before) };
  });
  if (!read.ok) return { status: "failed", attemptId: null, failure: read.failure };
  const { before, namespaces } = read.value;
  const namespace = namespaces.find((one) => !isWritable(one));
  if (namespace !== undefined) throw new LocalRefusal("foreign-namespace", { namespace });
  const first = await record(operation, input, attempt, before);
  if (first) return repeat(first, operation, input, request);
  // From here on the ids of requests are those of the write.
  context.wixRequestIds.length = 0;
  return doAndSettle(() => operation.run(input, before), attempt.id, context);
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
      const at = await beginAttempt(tx, attempt, "intended", { input, before });
      if (reservation) await reserveMapping(tx, reservation, attempt.id, at);
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

async function runLocally<I, B>(
  operation: LocalOperation<I, B>,
  input: I,
  { attempt, request }: Run,
): Promise<Outcome> {
  const read = await readFirst(async () => operation.before?.(input));
  if (!read.ok) return { status: "failed", attemptId: null, failure: read.failure };
  let effect: Effect;
  try {
    effect = await doLocally(operation, input, read.value, attempt, request.actor);
  } catch (error) {
    const first = isUniqueViolation(error) ? await findAttemptByKey(request.key) : null;
    if (!first) throw error;
    return repeat(first, operation, input, request);
  }
  const { subject } = effect;
  return { status: "succeeded", attemptId: attempt.id, subject, after: toJson(effect.after) };
}

/** Entries and effect, in one transaction. */
async function doLocally<I, B>(
  operation: LocalOperation<I, B>,
  input: I,
  before: B | undefined,
  attempt: NewAttempt,
  actor: Actor,
): Promise<Effect> {
  return db().$transaction(async (tx) => {
    await beginAttempt(tx, attempt, "intended", { input: recorded(operation, input), before });
    const done = await operation.run(input, tx, actor, before);
    const content = { after: done.after };
    const ending: Ending = {
      type: "succeeded",
      subject: done.subject,
      errorCode: null,
      wixRequestId: null,
      content,
    };
    await endAttempt(tx, attempt.id, ending);
    return done;
  });
}

/** What the audit log keeps of an input. */
function recorded<I, B>(operation: Operation<I, B>, input: I): unknown {
  return operation.kind === "local" && operation.recorded ? operation.recorded(input) : input;
}

function newAttempt<I, B>(operation: Operation<I, B>, input: I, request: Request): NewAttempt {
  const about = operation.kind === "wix" ? operation : undefined;
  return {
    ...newAttemptFacts(operation.name, request),
    key: request.key,
    subject: about?.subject?.(input) ?? null,
    related: about?.related?.(input) ?? null,
  };
}

function newAttemptFacts(operation: string, request: Request) {
  return {
    id: randomUUID(),
    operation,
    actorKind: request.actor.kind,
    actorId: request.actor.id,
    source: request.source,
    parentId: request.parentId ?? null,
    reason: request.reason ?? null,
    requestId: request.requestId ?? null,
    reconcileAfterMs: 2 * env().wixDeadlineMs,
  };
}

/** The first complaint of each field, by its path: `details.benefits.0.price`. */
function fieldErrors(issues: readonly { path: PropertyKey[]; message: string }[]) {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) fields[path.map(String).join(".")] ??= message;
  return fields;
}
