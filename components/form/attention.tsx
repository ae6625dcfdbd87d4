"use client";

import { useCallback, type ReactNode } from "react";
import type { FormState } from "./state";

/**
 * Takes the focus each time the server has answered, so that the answer is read and seen.
 * `autoFocus` does it before JavaScript, the ref after: it is another function for another state.
 */
export function Attention({ state, children }: { state: FormState; children: ReactNode }) {
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      takeFocus(element, state);
    },
    [state],
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- The answer to a submit: it must be read first.
    <div ref={ref} role="alert" tabIndex={-1} autoFocus className="rounded-lg">
      {children}
    </div>
  );
}

// Takes the state whole: were only its status read, the compiler would see no change between two
// answers of one status, and the second would not be noticed.
function takeFocus(element: HTMLDivElement | null, state: FormState) {
  if (state.status !== "idle") element?.focus();
}
