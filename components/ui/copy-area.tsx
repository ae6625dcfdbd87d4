"use client";

import { useState, type ComponentProps, type MouseEvent } from "react";

const shownMs = 2000;

const words = { copied: "Copied", refused: "The browser did not allow copying" };

/** Around what has CopyButtons: one listener and one voice for all of them, however many rows there are. */
export function CopyArea({ children, ...rest }: ComponentProps<"main">) {
  const [said, setSaid] = useState("");

  async function copy(event: MouseEvent) {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (!(button instanceof HTMLElement)) return;
    const outcome = await copied(button.dataset.copy ?? "");
    button.dataset[outcome] = "";
    button.title = words[outcome];
    setSaid(words[outcome]);
    setTimeout(() => {
      delete button.dataset[outcome];
      button.title = button.ariaLabel ?? "";
      setSaid("");
    }, shownMs);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- It listens to its buttons, which have keys.
    <main onClick={(event) => void copy(event)} {...rest}>
      {children}
      <output className="sr-only">{said}</output>
    </main>
  );
}

/** The clipboard is there only on https and on this machine. */
async function copied(text: string): Promise<"copied" | "refused"> {
  if (!("clipboard" in navigator)) return "refused";
  return navigator.clipboard.writeText(text).then(
    () => "copied",
    () => "refused",
  );
}
