import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import type { Href } from "./href";

export interface ButtonLook {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md" | "icon" | "icon-sm" | "bare";
}

const variants = {
  primary: "border-transparent bg-accent text-accent-foreground hover:bg-accent-hover",
  secondary: "border-control/60 bg-surface text-foreground hover:border-control hover:bg-muted",
  ghost: "border-transparent text-muted-foreground hover:bg-muted hover:text-foreground",
  danger: "border-transparent bg-danger text-danger-foreground hover:bg-danger-hover",
};

const sizes = {
  sm: "min-h-8 px-2.5 py-1 text-compact sm:min-h-7 sm:py-0.5",
  md: "min-h-10 px-3.5 py-2 text-sm sm:min-h-9 sm:py-1.5",
  icon: "size-10 shrink-0 sm:size-9",
  "icon-sm": "size-8 shrink-0 sm:size-7",
  /** Around a thing that has a shape of its own, such as an avatar. */
  bare: "min-h-10 p-1.5 text-sm sm:min-h-9 sm:py-1",
};

/** The look of a button, for the elements that are buttons to the eye only (a summary, a label). */
export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook = {}): string {
  return cn(
    "inline-flex items-center justify-center gap-2 rounded-lg border font-medium select-none",
    "transition-colors duration-100 [&_svg]:size-4 [&_svg]:shrink-0",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-progress",
    "forced-colors:border-[ButtonBorder]",
    variants[variant],
    sizes[size],
  );
}

export function Button({
  variant,
  size,
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & ButtonLook) {
  return <button type={type} className={cn(buttonClass({ variant, size }), className)} {...rest} />;
}

export function ButtonLink<T extends string>({
  variant,
  size,
  className,
  href,
  ...rest
}: Omit<ComponentProps<typeof Link>, "href"> & ButtonLook & { href: Href<T> }) {
  return <Link href={href} className={cn(buttonClass({ variant, size }), className)} {...rest} />;
}
