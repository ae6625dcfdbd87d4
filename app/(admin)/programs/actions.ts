"use server";

import { redirect } from "next/navigation";
import { answer } from "@/components/form/answer";
import { saidAt } from "@/components/form/said-at";
import { sayAfterwards } from "@/components/form/say-afterwards";
import type { FormState } from "@/components/form/state";
import { readSubmitted, type Submitted } from "@/components/form/submitted";
import { generationOf, isKeyTaken, keyTakenAnswer } from "@/components/form/taken-key";
import { act, type Acted } from "@/lib/operations/act";
import { readTakenKey } from "@/lib/operations/taken-key";
import { provisionProgram } from "@/lib/operations/programs";
import { reader } from "@/lib/operations/reader";

const place = { path: "/programs", noun: "A program" };

export async function provision(_: FormState, form: FormData): Promise<FormState> {
  const submitted = readSubmitted(form);
  const { memberId, displayName, businessKey = "", status } = submitted.typed;
  const { field, kind, id } = chosen(submitted.typed);
  const { ownNamespace: namespace } = await reader();
  const generation = generationOf(submitted.typed);
  const input = {
    namespace,
    from: { kind, id },
    memberId,
    displayName,
    status: status === "PAUSED" ? "PAUSED" : "ACTIVE",
    key: businessKey,
    generation,
  };
  const acted = await act(provisionProgram, input, submitted.key);
  const outcome = saidAt(id ? acted : notChosen(acted), "from.id", field);
  if (outcome.status === "succeeded") {
    await sayAfterwards(`Program “${displayName}” provisioned`);
    redirect(`/programs/${outcome.subject.id}`);
  }
  if (!isKeyTaken(outcome)) return answer(outcome, submitted);
  const holder = await readTakenKey("programs", namespace, businessKey, generation);
  return keyTakenAnswer(outcome, submitted, holder, place);
}

/**
 * An id that was typed goes before the choice, which is `program-definitions:<id>` or `pool-definitions:<id>`.
 * Without either the id is empty: the operation refuses it, with all else that it refuses.
 */
function chosen(typed: Submitted["typed"]) {
  for (const kind of ["program-definitions", "pool-definitions"]) {
    const field = `older:${kind}`;
    const id = typed[field]?.trim();
    if (id) return { field, kind, id };
  }
  const [kind, id = ""] = (typed.from || "program-definitions:").split(":");
  return { field: "from", kind, id };
}

/** Of a choice that was not made, nobody typed an id that is wrong. */
function notChosen(outcome: Acted): Acted {
  if (outcome.status !== "invalid") return outcome;
  return { ...outcome, fields: { ...outcome.fields, "from.id": "Choose what to provision." } };
}
