import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The look of a label; for a legend too. */
export function labelClass(required = false): string {
  // The star is for the eye only (its spoken text is empty): the control itself says `required`.
  return cn(
    "text-sm font-medium",
    required && "after:ms-0.5 after:text-danger after:content-['*'/'']",
  );
}

interface Props extends ComponentProps<"label"> {
  required?: boolean;
}

export function Label({ required, className, ...rest }: Props) {
  // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- By the `htmlFor` of its user.
  return <label className={cn(labelClass(required), className)} {...rest} />;
}
