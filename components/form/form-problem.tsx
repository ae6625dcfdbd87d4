"use client";

import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/lib/format";
import { Attention } from "./attention";
import type { FormState, Problem } from "./state";
import { fieldId } from "./use-typed";

/** What became of a form that was not done. Nothing while there is nothing to say. */
export function FormProblem({ state }: { state: FormState }) {
  switch (state.status) {
    case "invalid":
      return (
        <Attention state={state}>
          <Invalid fields={state.fields} />
        </Attention>
      );
    case "failed":
    case "refused":
      return <Trouble state={state} problem={state.problem} tone="danger" />;
    case "unknown":
      return <Trouble state={state} problem={state.problem} tone="warning" />;
    case "idle":
    case "stale":
      return null;
  }
}

function Trouble(props: { state: FormState; problem: Problem; tone: "danger" | "warning" }) {
  const { title, detail, link } = props.problem;
  return (
    <Attention state={props.state}>
      <Callout tone={props.tone} title={title} link={link && { ...link, isBeside: true }}>
        {detail}
      </Callout>
    </Attention>
  );
}

function Invalid({ fields }: { fields: Readonly<Record<string, string>> }) {
  const errors = Object.entries(fields);
  const verb = errors.length === 1 ? "needs" : "need";
  return (
    <Callout
      tone="danger"
      title={`${formatCount(errors.length, "thing", "things")} ${verb} your attention`}
    >
      <ul className="list-disc ps-4 marker:text-muted-foreground">
        {errors.map(([name, message]) => (
          <li key={name}>
            <a
              href={`#${fieldId(name)}`}
              className="inline-flex min-h-6 items-center rounded-sm underline underline-offset-3 hover:text-danger"
            >
              {rowOf(name)}
              {message}
            </a>
          </li>
        ))}
      </ul>
    </Callout>
  );
}

/** Which of several alike: "Benefit 2: " for a field of the second benefit. */
function rowOf(name: string): string {
  const index = /\bbenefits\.(\d+)\./.exec(name)?.[1];
  return index === undefined ? "" : `Benefit ${Number(index) + 1}: `;
}
