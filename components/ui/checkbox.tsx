import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Icon } from "./icon";

export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <span className={cn("inline-grid size-4 shrink-0 *:[grid-area:1/1]", className)}>
      <input
        type="checkbox"
        className={cn(
          "peer size-4 appearance-none rounded-sm border border-control bg-surface",
          "checked:border-accent checked:bg-accent aria-invalid:border-danger",
          "forced-colors:appearance-auto",
        )}
        {...rest}
      />
      <Icon
        name="check"
        className="pointer-events-none m-auto hidden size-3 text-accent-foreground peer-checked:block forced-colors:hidden"
      />
    </span>
  );
}
