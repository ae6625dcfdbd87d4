"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/components/form/answer";
import { sayAfterwards } from "@/components/form/say-afterwards";
import type { FormState, Problem } from "@/components/form/state";
import { readSubmitted } from "@/components/form/submitted";
import { act } from "@/lib/operations/act";
import { eraseAttempt, settleByHand } from "@/lib/operations/attempts";
import { lookUpAttempt } from "@/lib/operations/look-up";
import { lookedUp, type LookedUp } from "@/lib/operations/reconcile";

const look = z.object({ found: z.enum(lookedUp) });

const notSettled: Record<Exclude<LookedUp, "settled">, Problem> = {
  open: {
    title: "Wix does not tell yet",
    detail: "It was asked, and what became of this is still not known. Try again in a minute.",
  },
  early: {
    title: "It is too early to tell",
    detail: "The answer of Wix may still come. Try again in half a minute.",
  },
  closed: {
    title: "It is settled already",
    detail: "What became of it was found out in the meantime. Reload the page.",
  },
};

export async function lookUp(_: FormState, form: FormData): Promise<FormState> {
  const submitted = readSubmitted(form);
  const { attemptId = "" } = submitted.typed;
  const outcome = await act(lookUpAttempt, { attemptId }, submitted.key);
  if (outcome.status !== "succeeded") return answer(outcome, submitted);
  const found = look.safeParse(outcome.after).data?.found ?? "closed";
  if (found !== "settled") {
    const { typed } = submitted;
    // Nothing went wrong; and to ask again is to look again.
    return { status: "unknown", key: crypto.randomUUID(), typed, problem: notSettled[found] };
  }
  await sayAfterwards("Settled");
  redirect(`/audit/${attemptId}`);
}

export async function erase(_: FormState, form: FormData): Promise<FormState> {
  const submitted = readSubmitted(form);
  const { attemptId = "", note } = submitted.typed;
  const outcome = await act(eraseAttempt, { attemptId, note }, submitted.key);
  if (outcome.status !== "succeeded") return answer(outcome, submitted);
  await sayAfterwards("What it held is erased");
  redirect(`/audit/${attemptId}`);
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
  await sayAfterwards("Settled as you decided");
  redirect(`/audit/${attemptId}`);
}
