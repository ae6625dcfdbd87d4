/** What was typed, by the names of the fields (`benefits.0.price`); never a secret. */
export type Typed = Readonly<Record<string, string>>;

/** Words for a person: what happened, why, and what to do next. */
export interface Problem {
  title: string;
  detail: string;
  /** Where to look next, if anywhere. */
  link?: { href: string; label: string };
}

/** One field of a stale form: what it was when the form was opened, what it is now, what was typed. */
export interface Difference {
  name: string;
  label: string;
  base: string;
  theirs: string;
  mine: string;
}

/**
 * The state of every form, whole. `key` is the idempotency key of the next submit: a new one after
 * each answer that settled, the same one while the outcome is open.
 */
export type FormState =
  | { status: "idle"; key: string; typed: Typed }
  | { status: "invalid"; key: string; typed: Typed; fields: Readonly<Record<string, string>> }
  | { status: "failed"; key: string; typed: Typed; problem: Problem }
  | { status: "unknown"; key: string; typed: Typed; problem: Problem }
  | { status: "refused"; key: string; typed: Typed; problem: Problem }
  | {
      status: "stale";
      key: string;
      typed: Typed;
      differences: readonly Difference[];
    };
