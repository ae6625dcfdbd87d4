import { CopyButton } from "@/components/ui/copy-button";

interface Props {
  value: string;
  /** What it is the id of, for the copy button: "Copy program id". */
  label?: string;
  /** All of it, as on a detail page. */
  full?: boolean;
}

export function Id({ value, label = "id", full = false }: Props) {
  return (
    <span className="inline-flex max-w-full items-center gap-1 align-middle">
      <span
        dir="ltr"
        title={value}
        className={full ? "font-mono text-compact wrap-anywhere" : "short-id"}
      >
        {value}
      </span>
      <CopyButton text={value} label={`Copy ${label}`} />
    </span>
  );
}
