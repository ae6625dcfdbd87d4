"use client";

import type { ComponentProps, MouseEvent } from "react";

/**
 * A popover that a button with `popoverTarget` opens before JavaScript too. With it, a click on one
 * of its links also closes it: the frame outlives the page that the link leaves.
 */
export function PopoverPanel(props: ComponentProps<"div">) {
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- It listens to its links, which have keys.
  return <div popover="auto" onClick={closeAfterLink} {...props} />;
}

function closeAfterLink(event: MouseEvent<HTMLDivElement>) {
  if (event.target instanceof Element && event.target.closest("a")) {
    event.currentTarget.hidePopover();
  }
}
