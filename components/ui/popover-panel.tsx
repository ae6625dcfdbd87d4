"use client";

import type { ComponentProps, MouseEvent } from "react";

/**
 * A popover that a button with `popoverTarget` opens before JavaScript too. With it, a click on one
 * of its links also closes it: the frame outlives the page that the link leaves.
 */
export function PopoverPanel(props: ComponentProps<"div">) {
  return <div popover="auto" onClick={closeAfterLink} {...props} />;
}

function closeAfterLink(event: MouseEvent<HTMLDivElement>) {
  if (event.target instanceof Element && event.target.closest("a")) {
    event.currentTarget.hidePopover();
  }
}
