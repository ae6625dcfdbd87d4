"use client";

import NextLink, { useLinkStatus, type LinkProps } from "next/link";
import type { PropsWithChildren } from "react";

/**
 * A link within the portal. Nothing is fetched ahead: all that Next could fetch before it is wanted is the frame, which
 * is here already, and a list has fifty links. While its page is awaited, a bar at the top of the window says so.
 */
export function Link<T>({ children, ...props }: PropsWithChildren<LinkProps<T>>) {
  return (
    <NextLink prefetch={false} {...props}>
      {children}
      <Awaited />
    </NextLink>
  );
}

/** Seen by the style sheet (app/globals.css), which draws the bar. */
function Awaited() {
  return useLinkStatus().pending && <i hidden data-awaited="" />;
}
