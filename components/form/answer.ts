import { problemOf } from "@/components/words";
import type { Acted } from "@/lib/operations/act";
import type { FormState, Problem, Typed } from "./state";
import type { Submitted } from "./submitted";

type NotDone = Exclude<Acted, { status: "succeeded" }>;

/** The state of a form after its operation was not, or not surely, done. What was typed is kept. */
export function answer(outcome: NotDone, { key, typed }: Submitted): FormState {
  switch (outcome.status) {
    case "invalid":
      return { status: "invalid", key, typed, fields: inOrder(named(outcome.fields), typed) };
    case "failed":
      return {
        status: "failed",
        key: crypto.randomUUID(),
        typed,
        problem: withRecord(problemOf(outcome.failure), outcome.attemptId),
      };
    case "unknown":
      return { status: "unknown", key, typed, problem: inDoubt(outcome.attemptId) };
    case "refused":
      return { status: "refused", key: crypto.randomUUID(), typed, problem: notAllowed };
    case "signed-out":
      return { status: "refused", key, typed, problem: signedOut };
  }
}

/** An operation's business key is the field `businessKey`: `key` is the form's idempotency key. */
function named({ key, ...fields }: Record<string, string>): Record<string, string> {
  return key === undefined ? fields : { ...fields, businessKey: key };
}

/** The complaints in the order of the fields on the screen, which is the order in which they were sent. */
function inOrder(fields: Record<string, string>, typed: Typed): Record<string, string> {
  const sent = Object.keys(typed);
  // A choice of which none was taken is not sent at all.
  const place = (name: string) => (sent.includes(name) ? sent.indexOf(name) : sent.length);
  const entries = Object.entries(fields).sort(([a], [b]) => place(a) - place(b));
  return Object.fromEntries(entries);
}

/** Where nothing better is to be looked at: what is on record of it. */
function withRecord(problem: Problem, attemptId: string | null): Problem {
  if (problem.link || attemptId === null) return problem;
  return { ...problem, link: { href: `/audit/${attemptId}`, label: "See what was sent" } };
}

/** The same key again gives the same attempt, so pressing the button twice is safe: and said. */
function inDoubt(attemptId: string): Problem {
  return {
    title: "It may or may not have been done",
    detail:
      "Wix gave no clear answer. We look it up and settle it within a few minutes; sending this form again does not do it twice.",
    link: { href: `/audit/${attemptId}`, label: "See what becomes of it" },
  };
}

const notAllowed: Problem = {
  title: "You may not do this",
  detail:
    "Your role does not allow it. Ask an owner or a manager. The attempt is in the audit log.",
};

const signedOut: Problem = {
  title: "You are signed out",
  detail: "Sign in, come back to this tab and send the form again. What you typed is kept here.",
  link: { href: "/sign-in", label: "Sign in" },
};
