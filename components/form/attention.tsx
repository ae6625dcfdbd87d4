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
      if (state.status === "idle") return;
      element?.focus({ preventScroll: true });
      // Its first line: focus alone is content with any line of what is higher than the window.
      element?.scrollIntoView();
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
