import type { Acted } from "@/lib/operations/act";
import type { TakenKey } from "@/lib/operations/taken-key";
import type { Answer } from "@/lib/operations/query";
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

/** Which generation the form asks for: the first, unless the box below the key is ticked, and for this very key. */
export function generationOf({ useNextGeneration, nextGeneration, ...typed }: Submitted["typed"]) {
  const isOffered = same(typed.nextGenerationOf) === same(typed.businessKey);
  return useNextGeneration === "on" && isOffered ? Number(nextGeneration) || 1 : 1;
}

const same = (key = "") => key.normalize("NFC").trim();

/** The form again, with who has the key and the offer of its next generation, where that is known. */
export function keyTakenAnswer(
  outcome: NotDone,
  submitted: Submitted,
  found: Answer<TakenKey>,
  place: { path: string; noun: string },
): FormState {
  const state = answer(outcome, submitted);
  if (state.status !== "failed" || !found.ok) return state;
  const { businessKey: key = "" } = submitted.typed;
  const bare = { ...submitted.typed, useNextGeneration: "", nextGeneration: "" };
  if (found.value.isInDoubt) return { ...state, typed: bare };
  const { holderId, nextGeneration } = found.value;
  const offer = { nextGeneration: String(nextGeneration), nextGenerationOf: key };
  return {
    ...state,
    typed: { ...bare, ...offer },
    problem: {
      title: "This key is taken",
      detail: `${place.noun} has the key “${key}” already, and a key is never free again. Choose another key, or use this one again on purpose: the box is below the key.`,
      ...(holderId
        ? { link: { href: `${place.path}/${holderId}`, label: "Open the one that has it" } }
        : {}),
    },
  };
}
