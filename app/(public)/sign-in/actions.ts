"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/state";
import { readSubmitted } from "@/components/form/submitted";
import { browserCookie } from "@/lib/auth/browser";
import { sessionCookie } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in";
import { isDatabaseGone } from "@/lib/db";
import { localPath } from "./local-path";

export async function signInWithPassword(_: FormState, form: FormData): Promise<FormState> {
  const { key, typed } = readSubmitted(form);
  const given = form.get("password");
  const password = typeof given === "string" ? given : "";
  const fields = missing(typed.email, password);
  if (fields) return { status: "invalid", key, typed, fields };
  const userAgent = (await headers()).get("user-agent");
  const jar = await cookies();
  const browser = browserCookie();
  const known = jar.get(browser.name)?.value;
  const outcome = await signIn(typed.email ?? "", password, userAgent, known).catch(ifGone);
  if (outcome.status === "signed-in") {
    const session = sessionCookie();
    jar.set(session.name, outcome.token, session.options);
    jar.set(browser.name, outcome.browserToken, browser.options);
    redirect(localPath(typed.next));
  }
  return { status: "failed", key, typed, problem: problem(outcome) };
}

function missing(email: string | undefined, password: string) {
  const fields = {
    ...(email?.trim() ? {} : { email: "Give your e-mail address." }),
    ...(password ? {} : { password: "Give your password." }),
  };
  return Object.keys(fields).length > 0 ? fields : null;
}

function ifGone(error: unknown): { status: "gone" } {
  if (isDatabaseGone(error)) return { status: "gone" };
  throw error;
}

function problem(outcome: { status: "wrong" | "gone" } | { status: "wait"; forMs: number }) {
  switch (outcome.status) {
    case "wrong":
      return {
        title: "E-mail or password is wrong",
        detail: "Check both. Whoever runs this portal can give you a new password.",
      };
    case "wait":
      return {
        title: "Too many attempts",
        detail: `Wait ${Math.ceil(outcome.forMs / 1000)} s and try again.`,
      };
    case "gone":
      return {
        title: "Our database cannot be reached",
        detail: "Nobody can sign in at the moment. Try again in a moment.",
      };
  }
}
