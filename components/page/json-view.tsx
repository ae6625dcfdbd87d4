/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role --
   What scrolls takes the focus, so that the keyboard can scroll it; then it needs a role and a name. */
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icon";

interface Props {
  /** Whatever JSON can hold. */
  value: unknown;
  /** What the button says; "JSON" of what, where a page has several. */
  label?: string;
  open?: boolean;
}

export function JsonView({ value, label = "JSON", open }: Props) {
  const text = JSON.stringify(value, null, 2) ?? "undefined";
  return (
    <details open={open} className="min-w-0 open:w-full">
      <summary className={`${buttonClass({ size: "sm" })} w-fit list-none`}>
        <Icon name="braces" />
        {label}
      </summary>
      <div className="relative mt-2 rounded-lg border bg-muted/60">
        <div className="absolute end-1.5 top-1.5 rounded-lg bg-muted">
          <CopyButton text={text} label={`Copy ${label}`} />
        </div>
        <pre
          role="group"
          aria-label={label}
          tabIndex={0}
          className="max-h-96 overflow-auto rounded-lg p-4 pe-12 font-mono text-xs leading-5 tab-2"
        >
          {text}
        </pre>
      </div>
    </details>
  );
}
