import { isDeepStrictEqual } from "node:util";
import type { Check } from "./check";
import { NotTried } from "./check";
import { wordsOf } from "./clean";
import type { Observation } from "./observations";
import type { Target } from "./target";

export interface Row {
  method: string;
  kind: Check["kind"] | "observation";
  title: string;
  outcome: "passed" | "failed" | "not tried" | "observed";
  words: string;
}

/** Runs checks one after another; each gives a row, whatever it throws. Stops early when told to. */
export async function runChecks(
  target: Target,
  checks: readonly Check[],
  stop: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const check of checks) {
    if (stop.aborted) break;
    rows.push(await runCheck(target, check));
  }
  return rows;
}

async function runCheck(target: Target, check: Check): Promise<Row> {
  const { method, kind, title, assumption, run } = check;
  const row = { method, kind, title };
  try {
    await run(target);
    return { ...row, outcome: "passed", words: "" };
  } catch (error) {
    if (error instanceof NotTried) return { ...row, outcome: "not tried", words: error.message };
    const words = said(error);
    if (assumption === undefined || target.name === "emulator") {
      return { ...row, outcome: "failed", words };
    }
    return { ...row, outcome: "observed", words: `assumption ${assumption}: ${words}` };
  }
}

/** What the target does where the emulator assumes. Never a failure at Wix; at the emulator its own default is due. */
export async function observe(
  target: Target,
  observations: readonly Observation[],
  stop: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const observation of observations) {
    if (stop.aborted) break;
    const { id, title } = observation;
    const words = await found(target, observation);
    const isDefault = words.startsWith("as assumed");
    const outcome = isDefault ? "passed" : target.name === "emulator" ? "failed" : "observed";
    rows.push({ method: id, kind: "observation", title, outcome, words });
  }
  return rows;
}

async function found(target: Target, observation: Observation): Promise<string> {
  const { id, choice, scenario, byDefault, others } = observation;
  try {
    const seen = await scenario(target.wix);
    if (isDeepStrictEqual(seen, byDefault)) return `as assumed: ${choice}`;
    const other = Object.entries(others).find(([, one]) => isDeepStrictEqual(seen, one));
    const does = other ? other[0] : `something else: ${JSON.stringify(seen)}`;
    return `assumption ${id}: ${choice} here, target does ${does}`;
  } catch (error) {
    return `assumption ${id}: ${choice} here, could not be told: ${wordsOf(error)}`;
  }
}

function said(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .join(" ")
    .slice(0, 300);
}
