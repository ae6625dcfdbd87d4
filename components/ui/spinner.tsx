import { cn } from "./cn";
import { Icon } from "./icon";

/** Decoration, unless `label` says what is being waited for. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <>
      <Icon
        name="loader-circle"
        className={cn("size-4 animate-spin motion-reduce:animate-none", className)}
      />
      {label && <output className="sr-only">{label}</output>}
    </>
  );
}
