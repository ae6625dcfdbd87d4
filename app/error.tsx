"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  return (
    <div className="mx-auto grid max-w-xl gap-4 p-6" role="alert">
      <Callout tone="danger" title="Something went wrong that should not">
        Nothing is lost: what was sent to Wix is in the audit log.
        {error.digest && (
          <span className="block">
            If you report it, give this number: <code className="font-mono">{error.digest}</code>
          </span>
        )}
      </Callout>
      <div>
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      </div>
    </div>
  );
}
