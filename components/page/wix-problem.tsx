import { problemOf } from "@/components/words";
import { Callout } from "@/components/ui/callout";
import { ReloadLink } from "./reload-link";
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
          <ReloadLink>Try again</ReloadLink>
        </span>
      </Callout>
    </div>
  );
}
