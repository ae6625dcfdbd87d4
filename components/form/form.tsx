"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { FormProblem } from "./form-problem";
import { StaleView } from "./stale-view";
import type { FormState } from "./state";
import { FormContext } from "./use-typed";

interface Props {
  /** Both from `useActionState(action, initial)`. */
  state: FormState;
  action: (form: FormData) => void;
  className?: string;
  children: ReactNode;
}

/** A form with its answer at its head; the fields inside find their values and errors by name. */
export function Form({ state, action, className, children }: Props) {
  const intent = state.status === "stale" ? "apply" : undefined;
  return (
    <FormContext value={state}>
      <form action={action} noValidate className={cn("grid gap-6 *:min-w-0", className)}>
        <input type="hidden" name="key" value={state.key} />
        {/* Enter presses a form's first submit button: without this one, "remove row" might be it. */}
        <button
          type="submit"
          name={intent === undefined ? undefined : "intent"}
          value={intent}
          tabIndex={-1}
          aria-hidden="true"
          className="sr-only"
        />
        <FormProblem state={state} />
        {state.status === "stale" && <StaleView state={state} />}
        {children}
      </form>
    </FormContext>
  );
}

/** Fields that stand side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="grid gap-x-4 gap-y-6 sm:grid-cols-2">{children}</div>;
}

/** The buttons at the foot of a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2 border-t pt-5">{children}</div>;
}
