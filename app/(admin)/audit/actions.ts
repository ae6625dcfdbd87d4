"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/components/form/answer";
import { sayAfterwards } from "@/components/form/say-afterwards";
import type { FormState } from "@/components/form/state";
import { readSubmitted } from "@/components/form/submitted";
import { problemOf } from "@/components/words";
import { act } from "@/lib/operations/act";
import { eraseAttempt, settleByHand } from "@/lib/operations/attempts";
import { query } from "@/lib/operations/query";
import { lookUpNow, type LookedUp } from "@/lib/operations/reconcile";

const readNow = query(["owner", "manager"], (_, id: string) => lookUpNow(id));

const notSettled: Record<Exclude<LookedUp, "settled">, { title: string; detail: string }> = {
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
  const { key, typed } = readSubmitted(form);
  const id = z.uuid().safeParse(typed.attemptId);
  if (!id.success) redirect("/audit");
  const found = await readNow(id.data);
  if (!found.ok) return { status: "failed", key, typed, problem: problemOf(found.failure) };
  if (found.value !== "settled") {
    return { status: "failed", key, typed, problem: notSettled[found.value] };
  }
  await sayAfterwards("Settled");
  redirect(`/audit/${id.data}`);
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
