import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import type { ActorRole } from "@/lib/auth/roles";
import type { Viewer } from "@/lib/auth/session";
import { currentViewer } from "@/lib/auth/viewer";
import { isDatabaseGone } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { withWixContext } from "@/lib/wix/context";
import { WixError } from "@/lib/wix/error";
import { failureOf, type Failure } from "./outcome";
import { LocalRefusal } from "./refusal";

/** What a page gets: what it asked for, or what to tell the reader instead. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/**
 * Declares a read: who may, and what is read. Who is not signed in is sent to sign in, who may not gets
 * a 403, what is not there a 404; an expected failure is an answer, for the page to show.
 */
export function query<A extends unknown[], T>(
  may: readonly ActorRole[],
  fn: (viewer: Viewer, ...args: A) => Promise<T>,
): (...args: A) => Promise<Answer<T>> {
  return async (...args) => {
    const outcome = await answer(may, (viewer) => fn(viewer, ...args));
    if (outcome === "signed-out")
      redirect(`/sign-in?next=${encodeURIComponent(await path())}` as Route);
    if (outcome === "forbidden") forbidden();
    if (outcome === "not-found") notFound();
    return outcome;
  };
}

async function answer<T>(
  may: readonly ActorRole[],
  fn: (viewer: Viewer) => Promise<T>,
): Promise<Answer<T> | "signed-out" | "forbidden" | "not-found"> {
  try {
    const viewer = await currentViewer();
    if (!viewer) return "signed-out";
    if (!may.includes(viewer.actor.role)) return "forbidden";
    const deadlineAt = new Date(Date.now() + env().wixDeadlineMs);
    const requestId = await currentRequestId();
    const context = {
      requestClass: "interactive" as const,
      deadlineAt,
      requestId,
      wixRequestIds: [],
    };
    return { ok: true, value: await withWixContext(context, () => fn(viewer)) };
  } catch (error) {
    if (error instanceof WixError && error.kind === "not-found") return "not-found";
    const failure = failureOf(isOutage(error) ? new LocalRefusal("database-gone") : error);
    if (!failure) throw error;
    log().warn({ kind: failure.kind, requestId: await currentRequestId() }, "query failed");
    return { ok: false, failure };
  }
}

/** The database is gone, or went when the request budget, which it keeps, was asked. */
function isOutage(error: unknown): boolean {
  const isOfBudget = error instanceof WixError && error.kind === "no-budget";
  return isDatabaseGone(isOfBudget ? error.cause : error);
}

/** The id that proxy.ts gave to this request. */
export async function currentRequestId(): Promise<string> {
  return (await headers()).get("x-request-id") ?? "";
}

async function path(): Promise<string> {
  return (await headers()).get("x-path") ?? "/";
}
