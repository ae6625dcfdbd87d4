"use server";

import { redirect } from "next/navigation";
import { answer } from "@/components/form/answer";
import { sayAfterwards } from "@/components/form/say-afterwards";
import type { FormState } from "@/components/form/state";
import { readSubmitted } from "@/components/form/submitted";
import { act } from "@/lib/operations/act";
import { settleByHand } from "@/lib/operations/attempts";
import { query } from "@/lib/operations/query";
import { reconcile } from "@/lib/operations/reconcile";

const reconcileOne = query(["owner", "manager"], (_, id: string) => reconcile(id));

export async function lookUp(form: FormData): Promise<void> {
  const { attemptId = "" } = readSubmitted(form).typed;
  const found = await reconcileOne(attemptId);
  const isSettled = found.ok && found.value.settled > 0;
  await sayAfterwards(
    isSettled ? "Settled" : "Not settled yet: it is too early, or Wix cannot tell",
  );
  redirect(`/audit/${encodeURIComponent(attemptId)}`);
}

export async function settle(_: FormState, form: FormData): Promise<FormState> {
  const submitted = readSubmitted(form);
  const { attemptId = "", wasDone, wixId = "", note } = submitted.typed;
  if (wasDone !== "yes" && wasDone !== "no") {
    const fields = { wasDone: "Say what you found." };
    return { status: "invalid", key: submitted.key, typed: submitted.typed, fields };
  }
  const input = { attemptId, wasDone: wasDone === "yes", wixId: wixId.trim() || null, note };
  const outcome = await act(settleByHand, input, submitted.key);
  if (outcome.status !== "succeeded") return answer(outcome, submitted);
  await sayAfterwards("Settled by hand");
  redirect(`/audit/${attemptId}`);
}
