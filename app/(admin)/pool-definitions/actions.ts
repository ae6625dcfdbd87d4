"use server";

import { redirect } from "next/navigation";
import { detailsOf, withIntent } from "@/components/details/typed-details";
import { answer } from "@/components/form/answer";
import type { FormState } from "@/components/form/state";
import { readSubmitted } from "@/components/form/submitted";
import { sayAfterwards } from "@/components/form/say-afterwards";
import { act } from "@/lib/operations/act";
import { createPoolDefinition } from "@/lib/operations/pool-definitions";
import { reader } from "@/lib/operations/reader";

export async function create(_: FormState, form: FormData): Promise<FormState> {
  const submitted = readSubmitted(form);
  const changed = withIntent(submitted.typed, submitted.intent);
  if (changed) return { status: "idle", key: submitted.key, typed: changed };
  const { ownNamespace: namespace } = await reader();
  const { displayName } = submitted.typed;
  const input = { namespace, displayName, details: detailsOf(submitted.typed) };
  const outcome = await act(createPoolDefinition, input, submitted.key);
  if (outcome.status !== "succeeded") return answer(outcome, submitted);
  await sayAfterwards(`Pool definition “${displayName}” created`);
  redirect(`/pool-definitions/${outcome.subject.id}`);
}
