"use client";

import type { ComponentProps, MouseEvent, ToggleEvent } from "react";

interface Props extends ComponentProps<"div"> {
  /** Over all of the page: what is behind it rests while it is open. */
  isModal?: boolean;
}

/**
 * A popover that a button with `popoverTarget` opens before JavaScript too. With it, a click on one
 * of its links also closes it: the frame outlives the page that the link leaves. One that is modal
 * takes the focus and gives it back; without JavaScript its `autoFocus` takes it.
 */
export function PopoverPanel({ isModal = false, ...rest }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- It listens to its links, which have keys.
    <div
      popover="auto"
      data-modal={isModal || undefined}
      onClick={closeAfterLink}
      onToggle={isModal ? moveFocus : undefined}
      {...rest}
    />
  );
}

function closeAfterLink(event: MouseEvent<HTMLDivElement>) {
  if (event.target instanceof Element && event.target.closest("a")) {
    event.currentTarget.hidePopover();
  }
}

function moveFocus({ currentTarget: panel, newState }: ToggleEvent<HTMLDivElement>) {
  const isOpen = newState === "open";
  for (const element of behind(panel)) element.inert = isOpen;
  const { activeElement: focused, body } = document;
  if (isOpen) {
    panel.querySelector("button")?.focus();
  } else if (focused === body || panel.contains(focused)) {
    document.querySelector<HTMLElement>(`[popovertarget="${panel.id}"]`)?.focus();
  }
}

/** All of the page but the panel and what it is in. */
function behind(panel: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  let inner: HTMLElement = panel;
  while (inner !== document.body && inner.parentElement) {
    for (const one of inner.parentElement.children) {
      if (one !== inner && one instanceof HTMLElement) found.push(one);
    }
    inner = inner.parentElement;
  }
  return found;
}
