"use client";

import { use, type MouseEvent, type ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonLook } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { FormContext } from "./use-typed";

interface Props extends ButtonLook {
  children: ReactNode;
  /** What it says while the server is asked. */
  pending?: string;
  /** Sent as `intent`, where a form has more than one thing to ask of the server. */
  intent?: string;
  /** The name of an icon-only button. */
  label?: string;
}

/** While the form is stale, the button without an intent becomes "Apply mine". */
export function SubmitButton({ children, pending, intent, label, ...look }: Props) {
  const state = use(FormContext);
  const applies = state.status === "stale" && intent === undefined;
  const value = applies ? "apply" : intent;
  const isWaiting = useIsWaiting(value);
  return (
    <Button
      type="submit"
      variant={intent === undefined ? "primary" : "secondary"}
      {...look}
      name={value === undefined ? undefined : "intent"}
      value={value}
      aria-label={label}
      aria-disabled={isWaiting || undefined}
      onClick={isWaiting ? refuse : undefined}
    >
      {isWaiting && <Spinner />}
      {isWaiting && pending ? pending : applies ? "Apply mine" : children}
    </Button>
  );
}

/** Whether the form waits for the answer to this very button. */
function useIsWaiting(intent: string | undefined): boolean {
  const { pending, data } = useFormStatus();
  return pending && (data.get("intent") ?? undefined) === intent;
}

// `disabled` would take the focus away from who pressed it by keyboard.
function refuse(event: MouseEvent) {
  event.preventDefault();
}
