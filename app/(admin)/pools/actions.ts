"use server";

import { redirect } from "next/navigation";
import { differences, merge } from "@/components/details/merge";
import { detailsOf, withIntent } from "@/components/details/typed-details";
import { answer } from "@/components/form/answer";
import { sayAfterwards } from "@/components/form/say-afterwards";
import type { FormState } from "@/components/form/state";
import { readSubmitted, type Submitted } from "@/components/form/submitted";
import { act } from "@/lib/operations/act";
import { updatePool } from "@/lib/operations/pools";
import { readPoolForEdit } from "./queries";
import { baseAndTyped, typedPool, withBase } from "./typed-pool";

export async function update(_: FormState, form: FormData): Promise<FormState> {
  const submitted = readSubmitted(form);
  const { id = "", ...fields } = submitted.typed;
  if (submitted.intent === "discard") redirect(`/pools/${encodeURIComponent(id)}/edit`);
  const changed = withIntent(submitted.typed, submitted.intent);
  if (changed) return { status: "idle", key: submitted.key, typed: changed };
  const { revision, typed } = baseAndTyped(fields);
  const { displayName } = typed;
  const input = { id, revision, displayName, details: detailsOf(typed) };
  const outcome = await act(updatePool, input, submitted.key);
  if (outcome.status === "succeeded") {
    await sayAfterwards(`Pool “${displayName}” updated`);
    redirect(`/pools/${id}`);
  }
  const isStale = outcome.status === "failed" && outcome.failure.kind === "conflict";
  return (isStale ? await stale(id, submitted) : null) ?? answer(outcome, submitted);
}

/** Somebody was faster: mine laid over theirs, and the three versions side by side. */
async function stale(id: string, submitted: Submitted): Promise<FormState | null> {
  const { base, typed: mine } = baseAndTyped(submitted.typed);
  const held = await readPoolForEdit(id);
  if (!held.ok) return null;
  const theirs = typedPool(held.value);
  const { id: _, ...own } = mine;
  const versions = { base, theirs, mine: own };
  return {
    status: "stale",
    key: crypto.randomUUID(),
    typed: { id, ...withBase(merge(versions), theirs, held.value.revision) },
    differences: differences(versions),
  };
}
