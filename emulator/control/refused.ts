import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { Refusal } from "../refusal";
import type { Env } from "../server";
import { pathName } from "../validation";

/** The one shape of a refused control: words that name the field. Throws on what is a mistake of ours. */
export function answerRefused(error: Error, c: Context<Env>): Response {
  // A refusal names a status of its own; Hono's type leaves out the few that have no body.
  if (error instanceof Refusal) {
    return c.json({ message: error.message }, error.status as ContentfulStatusCode);
  }
  if (error instanceof SyntaxError) {
    return c.json({ message: `The body is not JSON: ${error.message}` }, 400);
  }
  if (error instanceof z.ZodError) return c.json({ message: wordsOf(error) }, 400);
  throw error;
}

/** "faults[0].status: Too big", one sentence for each field that is wrong. */
export function wordsOf(error: z.ZodError): string {
  return [...new Set(sentences(error.issues, []))].join("; ");
}

function sentences(
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[],
): readonly string[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    const isUnion = issue.code === "invalid_union" && issue.errors.length > 0;
    if (isUnion) return issue.errors.flatMap((branch) => sentences(branch, path));
    return `${pathName(path)}: ${issue.message}`;
  });
}
