import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { env } from "@/lib/env";
import { wixContext } from "./context";
import { wixErrorFrom, type Answer, type WixError } from "./error";

/** One call of the SDK, as the transport sees it. */
export interface Call {
  readonly action: string;
  /** A read may be sent again; a write is sent once. */
  readonly kind: "read" | "write";
  readonly deadlineAt: Date;
  answer: Answer | null;
  failure: WixError | null;
}

const storage = new AsyncLocalStorage<Call>();

/** A call that changes nothing: sent again when the network fails. Throws WixError and nothing else. */
export function read<T>(action: string, fn: () => Promise<T>): Promise<T> {
  return run("read", action, fn);
}

/** A call that changes something: sent once. Throws WixError and nothing else. */
export function write<T>(action: string, fn: () => Promise<T>): Promise<T> {
  return run("write", action, fn);
}

/** The call in force. A request outside of one is a mistake of ours, and is not sent. */
export function currentCall(): Call {
  const call = storage.getStore();
  if (!call) throw new Error("a request to Wix outside of read() or write()");
  return call;
}

async function run<T>(kind: Call["kind"], action: string, fn: () => Promise<T>): Promise<T> {
  const deadlineAt = wixContext()?.deadlineAt ?? new Date(Date.now() + env().wixDeadlineMs);
  const call: Call = { action, kind, deadlineAt, answer: null, failure: null };
  try {
    return await storage.run(call, fn);
  } catch (error) {
    throw call.failure ?? wixErrorFrom(action, error, call.answer);
  }
}
