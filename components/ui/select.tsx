import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Icon } from "./icon";

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cn("relative block", className)}>
      <select className={"control h-10 appearance-none truncate pe-9 sm:h-9"} {...rest} />
      <Icon
        name="chevron-down"
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto text-muted-foreground"
      />
    </span>
  );
}
