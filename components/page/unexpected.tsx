"use client";

import { ReloadLink } from "./reload-link";

/** What Next gives to an error page: the digest is beside the whole error in the log. */
export interface Unexpected {
  error: Error & { digest?: string };
}

export const unexpectedTitle = "Something went wrong that should not";

/** Under the heading of an error page: what is safe, what to report, and a way to ask again. */
export function UnexpectedHelp({ error }: Unexpected) {
  return (
    <div className="grid gap-4" role="alert">
      <p>Nothing is lost: what was sent to Wix is in the audit log.</p>
      {error.digest && (
        <p>
          If you report it, give this number: <code className="font-mono">{error.digest}</code>
        </p>
      )}
      <p>
        <ReloadLink>Try again</ReloadLink>
      </p>
    </div>
  );
}
