import NextLink, { type LinkProps } from "next/link";

/**
 * A link within the portal. Nothing is fetched ahead: all that Next could fetch before it is wanted is the frame, which
 * is here already, and a list has fifty links.
 */
export function Link<T>(props: LinkProps<T>) {
  return <NextLink prefetch={false} {...props} />;
}
