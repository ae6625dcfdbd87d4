import "server-only";
import type { z } from "zod";
import type { Subject } from "@/lib/audit/attempts";
import type { Actor, ActorRole } from "@/lib/auth/roles";
import type { Transaction } from "@/lib/db";
import type { Reservation } from "@/lib/mappings/mappings";

/** What an operation did. */
export interface Effect {
  subject: Subject;
  /** The entity as it is now; kept in the audit log. */
  after: unknown;
}

/** What Wix tells of an attempt whose answer was lost. */
export type Settlement =
  /** `isSole`: only one attempt can have made it; without a key of ours nothing else says so. */
  | ({ outcome: "succeeded"; isSole?: boolean } & Effect)
  /** `conflict`: Wix holds something else under its key. */
  | { outcome: "failed"; kind: "not-done" | "conflict"; why: string }
  /** Not to be told yet, or not by a machine. */
  | { outcome: "undecided"; why: string; needsPerson: boolean };

/** What is on record of an attempt: enough to look it up in Wix. */
export interface Intent<I, B> {
  attemptId: string;
  input: I;
  before: B;
  /** By the same clock. */
  startedAt: Date;
  now: Date;
}

interface Declared<I> {
  /** `<noun>.<verb>`: in the audit log, in the permission matrix, in the tests. */
  readonly name: `${string}.${string}`;
  readonly may: readonly ActorRole[];
  readonly input: z.ZodType<I>;
}

/** One write to Wix. */
export interface WixDeclaration<I, B> extends Declared<I> {
  /** What it is about, where that is known beforehand. */
  subject?(input: I): Subject;
  /** What else it is about: it stands in the history of both. */
  related?(input: I): Subject;
  /** What is read before the change: kept in the audit log, and in `Intent`. */
  before(input: I): Promise<B>;
  /** The namespaces that it changes something in: refused when one is not ours. */
  namespaces(input: I, before: B): readonly string[] | Promise<readonly string[]>;
  /** The business key that it takes, if any. */
  reserve?(input: I): Reservation;
  /** Makes exactly one write. */
  run(input: I, before: B): Promise<Effect>;
  /** Finds out, in Wix, what became of an attempt. */
  settle(intent: Intent<I, B>): Promise<Settlement>;
}

/** One change of our own database: effect and entries are one transaction, so nothing is ever in doubt. */
export interface LocalDeclaration<I, B = undefined> extends Declared<I> {
  /** What the audit log keeps of the input; all of it, unless it says who somebody is: there people are ids. */
  recorded?(input: I): unknown;
  /** What is read, in Wix too, before the transaction begins: kept in the audit log. */
  before?(input: I): Promise<B>;
  run(input: I, tx: Transaction, actor: Actor, before: B | undefined): Promise<Effect>;
}

export type WixOperation<I, B> = WixDeclaration<I, B> & { readonly kind: "wix" };
export type LocalOperation<I, B = undefined> = LocalDeclaration<I, B> & { readonly kind: "local" };
export type Operation<I, B> = WixOperation<I, B> | LocalOperation<I, B>;

/** Declares one thing that a person can do to Wix. */
export function operation<I, B>(declared: WixDeclaration<I, B>): WixOperation<I, B> {
  return { kind: "wix", ...declared };
}

/** Declares one thing that a person can do to our own data. */
export function localOperation<I, B = undefined>(
  declared: LocalDeclaration<I, B>,
): LocalOperation<I, B> {
  return { kind: "local", ...declared };
}

/** The `before` of an operation that makes something new. */
export async function nothing(): Promise<undefined> {
  return undefined;
}

/** How far Wix's clock may lag behind ours, in ms. */
const clockSkewMs = 60_000;

/** What Wix dates before this was there before the attempt. */
export function createdFrom(startedAt: Date): Date {
  return new Date(startedAt.getTime() - clockSkewMs);
}
