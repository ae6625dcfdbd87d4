import type { ComponentProps } from "react";
import { cn } from "./cn";
import type { Href } from "./href";
import { Link } from "./link";

export interface ButtonLook {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md" | "icon" | "icon-sm" | "bare";
}

const variants = {
  primary: "button-primary",
  secondary: "button-secondary",
  ghost: "button-ghost",
  danger: "button-danger",
};

const sizes = {
  sm: "button-sm",
  md: "button-md",
  icon: "button-icon",
  "icon-sm": "button-icon-sm",
  /** Around a thing that has a shape of its own, such as an avatar. */
  bare: "button-bare",
};

/** The look of a button, for the elements that are buttons to the eye only (a summary, a label). */
export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook = {}): string {
  return `button ${variants[variant]} ${sizes[size]}`;
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
