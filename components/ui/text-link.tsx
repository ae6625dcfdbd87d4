import type { ComponentProps } from "react";
import { cn } from "./cn";
import type { Href } from "./href";
import { Link } from "./link";

export function TextLink<T extends string>({
  href,
  className,
  ...rest
}: Omit<ComponentProps<typeof Link>, "href"> & { href: Href<T> }) {
  return <Link href={href} className={cn("text-link", className)} {...rest} />;
}
