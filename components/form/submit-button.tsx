"use client";

import { use, type MouseEvent, type ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
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
  const words = applies ? "Apply mine" : children;
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
      {pending ? (
        <SameWidth isWaiting={isWaiting} pending={pending}>
          {words}
        </SameWidth>
      ) : (
        <>
          {isWaiting && <Spinner />}
          {words}
        </>
      )}
    </Button>
  );
}

/** What it says now and what it says then lie upon each other, so that nothing beside it moves. */
function SameWidth(props: { isWaiting: boolean; pending: string; children: ReactNode }) {
  const { isWaiting, pending, children } = props;
  const look = (isSeen: boolean) =>
    cn("col-start-1 row-start-1 flex items-center justify-center gap-2", !isSeen && "invisible");
  return (
    <span className="grid">
      <span className={look(!isWaiting)}>{children}</span>
      <span className={look(isWaiting)}>
        <Spinner />
        {pending}
      </span>
    </span>
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
