import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} className={cn("control h-10 sm:h-9", className)} {...rest} />;
}
