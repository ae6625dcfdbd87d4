import { problemOf } from "@/components/words";
import { Callout } from "@/components/ui/callout";
import type { Failure } from "@/lib/operations/outcome";

/** In the place of what could not be read: what is wrong, and a way to ask again. */
export function WixProblem({ failure }: { failure: Failure }) {
  const { title, detail, link } = problemOf(failure);
  return (
    <div role="alert">
      <Callout tone="danger" title={title} link={link}>
        {detail}
        {failure.requestId && (
          <span className="block pt-1">
            Wix request id <code className="font-mono">{failure.requestId}</code>
          </span>
        )}
        <span className="block pt-2">
          {/* The same address again, whole: before JavaScript too. */}
          <a href="" className="font-medium underline underline-offset-3">
            Try again
          </a>
        </span>
      </Callout>
    </div>
  );
}
