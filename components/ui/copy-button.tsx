"use client";

import { Check, Copy, X } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";

const SHOWN_MS = 2000;

type Outcome = "none" | "copied" | "refused";

const words: Record<Outcome, string> = {
  none: "",
  copied: "Copied",
  refused: "The browser did not allow copying",
};

/** `label` says what is copied: "Copy id". Hidden where scripts are off: it could do nothing. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<Outcome>("none");

  function show(next: Outcome) {
    setOutcome(next);
    setTimeout(() => setOutcome("none"), SHOWN_MS);
  }

  function copy() {
    // The clipboard is there only on https and on this machine.
    if (!("clipboard" in navigator)) return show("refused");
    navigator.clipboard.writeText(text).then(
      () => show("copied"),
      () => show("refused"),
    );
  }

  return (
    <Button
      variant="ghost"
      size="icon-sm"
      className="noscript:hidden"
      aria-label={label}
      title={words[outcome] || label}
      onClick={copy}
    >
      {outcome === "none" && <Copy />}
      {outcome === "copied" && <Check className="text-success" />}
      {outcome === "refused" && <X className="text-danger" />}
      <output className="sr-only">{words[outcome]}</output>
    </Button>
  );
}
