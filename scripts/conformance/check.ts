import assert from "node:assert/strict";
import type { AssumptionId } from "@/emulator/assumptions";
import { refusalOf } from "@/emulator/testing/client";
import { isRecord } from "./scope";
import type { Target } from "./target";

/** One row: what a method promises, and how it is tried. */
export interface Check {
  method: string;
  kind: "works" | "refusal" | "limit";
  title: string;
  /** Where the promise is a guess: at Wix a difference is told, not failed. */
  assumption?: AssumptionId;
  run: (target: Target) => Promise<void>;
}

/** Thrown when a target cannot be brought to what a check is about. */
export class NotTried extends Error {}

/** What every method does when all is well. */
export function works(
  method: string,
  title: string,
  run: (target: Target) => Promise<void>,
): Check {
  return { method, kind: "works", title, run };
}

/** A refusal that the typings list. */
export interface Refusal {
  method: string;
  /** An application error's code, or the name of a validation rule. */
  code: string;
  status: number;
  /** The fields of `data` that it carries. */
  data?: readonly string[];
  /** What brings it about. */
  cause: string;
  /** Caused only by fields that the typings mark as internal, or by no request at all. */
  isInternal?: boolean;
  /** The code is in the typings, the status is not. */
  assumption?: AssumptionId;
  run: (target: Target) => Promise<unknown>;
}

/** A row that passes when the call is refused with just this status, code and data, and with words. */
export function refusalCheck(row: Refusal): Check {
  const { method, code, status, data = [], assumption, cause } = row;
  const run = async (target: Target) => {
    const refused = await refusedBy(row.run(target));
    const [rule] = refused.rules;
    assert.deepEqual([refused.status, refused.code ?? rule], [status, code]);
    const given = typeof refused.data === "object" && refused.data ? refused.data : {};
    const missing = data.filter((field) => !(field in given));
    assert.deepEqual(missing, [], "data lacks fields");
    if (rule === undefined) assert.ok(refused.description, "there are no words");
  };
  return { method, kind: "refusal", title: `${status} ${code}: ${cause}`, assumption, run };
}

/** As `refusalOf`, but what could not be tried was not refused. */
async function refusedBy(call: Promise<unknown>) {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof NotTried) throw thrown;
  return refusalOf(thrown === undefined ? Promise.resolve() : Promise.reject(thrown));
}

/** A row that passes when the call is refused with a 400 that names a field. */
export function limit(
  method: string,
  title: string,
  call: (target: Target) => Promise<unknown>,
): Check {
  const run = async (target: Target) => {
    const { status, fields } = await refusalOf(call(target));
    assert.equal(status, 400);
    assert.ok(fields.length > 0, "no field is named");
  };
  return { method, kind: "limit", title, run };
}

/** Throws what the SDK would throw for an answer without it; gives its body when it was no refusal. */
export function refusedBody({ status, json }: { status: number; json: unknown }): unknown {
  if (status === 200) return json;
  const details: unknown = isRecord(json) ? json.details : undefined;
  throw Object.assign(new Error("refused"), { status, requestId: "", details });
}
