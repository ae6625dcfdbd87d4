"use server";

import { redirect } from "next/navigation";
import { answer } from "@/components/form/answer";
import { saidAt } from "@/components/form/said-at";
import { sayAfterwards } from "@/components/form/say-afterwards";
import type { FormState } from "@/components/form/state";
import { readSubmitted } from "@/components/form/submitted";
import { generationOf, isKeyTaken, keyTakenAnswer } from "@/components/form/taken-key";
import { act } from "@/lib/operations/act";
import { readTakenKey } from "@/lib/operations/taken-key";
import { addPoolDefinitionToProgramDefinition } from "@/lib/operations/pool-definitions";
import { createProgramDefinition } from "@/lib/operations/program-definitions";
import { reader } from "@/lib/operations/reader";

const place = { path: "/program-definitions", noun: "A program definition" };

export async function create(_: FormState, form: FormData): Promise<FormState> {
  const submitted = readSubmitted(form);
  const { displayName, businessKey = "" } = submitted.typed;
  const { ownNamespace: namespace } = await reader();
  // Left empty, the key is made from the form's own, so that sending it twice makes the same one.
  const key = businessKey.trim() || `program-definition-${submitted.key.slice(0, 8)}`;
  const generation = generationOf(submitted.typed);
  const input = { namespace, displayName, key, generation };
  const outcome = await act(createProgramDefinition, input, submitted.key);
  if (outcome.status === "succeeded") {
    await sayAfterwards(`Program definition “${displayName}” created`);
    redirect(`/program-definitions/${outcome.subject.id}`);
  }
  if (!isKeyTaken(outcome)) return answer(outcome, submitted);
  const holder = await readTakenKey("program-definitions", namespace, key, generation);
  return keyTakenAnswer(outcome, submitted, holder, place);
}

export async function addPoolDefinition(_: FormState, form: FormData): Promise<FormState> {
  const submitted = readSubmitted(form);
  const { poolDefinitionId, olderId, programDefinitionId, cascade } = submitted.typed;
  const field = olderId?.trim() ? "olderId" : "poolDefinitionId";
  const input = {
    poolDefinitionId: field === "olderId" ? olderId : poolDefinitionId,
    programDefinitionId,
    cascade,
  };
  const acted = await act(addPoolDefinitionToProgramDefinition, input, submitted.key);
  const outcome = saidAt(acted, "poolDefinitionId", field);
  if (outcome.status !== "succeeded") return answer(outcome, submitted);
  await sayAfterwards("Pool definition added");
  redirect(`/program-definitions/${programDefinitionId}`);
}
