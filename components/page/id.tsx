import { CopyButton } from "@/components/ui/copy-button";
import { shortId } from "@/lib/format";

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
      <span dir="ltr" title={value} className="font-mono text-compact">
        {full ? (
          <span className="wrap-anywhere">{value}</span>
        ) : (
          <>
            <span aria-hidden="true">{shortId(value)}</span>
            <span className="sr-only">{value}</span>
          </>
        )}
      </span>
      <CopyButton text={value} label={`Copy ${label}`} />
    </span>
  );
}
