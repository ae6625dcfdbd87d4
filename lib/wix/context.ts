import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestClass } from "@/lib/budget";

/** What a request to Wix is made for; set at the edge of a page or an operation. */
export interface WixContext {
  requestClass: RequestClass;
  /** After this moment no request is sent, and one that is under way is given up. */
  deadlineAt: Date;
  /** The attempt on whose behalf a write is sent. */
  attemptId?: string;
  /** The request to us that this one serves: the same id in our log. */
  requestId?: string;
  /** Told by transport: how long was waited for the request budget so far, in ms. */
  waitedMs?: number;
  /** Told by transport: the ids that Wix gave to the requests, in order. */
  readonly wixRequestIds: string[];
}

const storage = new AsyncLocalStorage<WixContext>();

/** Runs `fn` with this context; what it sends to Wix is counted, bounded and logged by it. */
export function withWixContext<T>(context: WixContext, fn: () => Promise<T>): Promise<T> {
  return storage.run(context, fn);
}

/** The context in force, or null. */
export function wixContext(): WixContext | null {
  return storage.getStore() ?? null;
}
