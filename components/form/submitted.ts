import { withLineFeeds } from "./line-feeds";
import type { Typed } from "./state";

/** What a form sent: parsed like any input. */
export interface Submitted {
  key: string;
  intent: string;
  typed: Typed;
}

const guidPattern = /^[0-9a-f-]{36}$/;

/** Reads a form. Passwords stay out of `typed`: it goes back to the browser. */
export function readSubmitted(form: FormData): Submitted {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) {
    const isOurs = name !== "key" && name !== "intent" && !name.startsWith("$");
    if (isOurs && typeof value === "string" && !/password/i.test(name)) {
      typed[name] = withLineFeeds(value);
    }
  }
  const key = form.get("key");
  const intent = form.get("intent");
  return {
    key: typeof key === "string" && guidPattern.test(key) ? key : crypto.randomUUID(),
    intent: typeof intent === "string" ? intent : "",
    typed,
  };
}
