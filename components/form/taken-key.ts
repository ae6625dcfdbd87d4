import type { Acted } from "@/lib/operations/act";
import type { TakenKey } from "@/lib/operations/generation";
import { answer } from "./answer";
import type { FormState } from "./state";
import type { Submitted } from "./submitted";

type NotDone = Exclude<Acted, { status: "succeeded" }>;

const takenKinds: ReadonlySet<string> = new Set([
  "key-taken",
  "PROGRAM_ALREADY_EXISTS",
  "conflict",
]);

/** Whether an operation that takes a business key found it taken, here or in Wix. */
export function isKeyTaken(outcome: Acted): boolean {
  return outcome.status === "failed" && takenKinds.has(outcome.failure.kind);
}

/** Which generation the form asks for: the first, unless the box below the key is ticked. */
export function generationOf(typed: Submitted["typed"]): string {
  return typed.useNextGeneration === "on" ? (typed.nextGeneration ?? "1") : "1";
}

/** The form again, with who has the key and the offer of its next generation. */
export function keyTakenAnswer(
  outcome: NotDone,
  submitted: Submitted,
  { holderId, nextGeneration }: TakenKey,
  place: { path: string; noun: string },
): FormState {
  const state = answer(outcome, submitted);
  if (state.status !== "failed") return state;
  return {
    ...state,
    typed: { ...submitted.typed, useNextGeneration: "", nextGeneration: String(nextGeneration) },
    problem: {
      title: "This key is taken",
      detail: `${place.noun} has the key “${submitted.typed.businessKey ?? ""}” already, and a key is never free again. Choose another key, or use this one again on purpose: the box is below the key.`,
      ...(holderId
        ? { link: { href: `${place.path}/${holderId}`, label: "Open the one that has it" } }
        : {}),
    },
  };
}
