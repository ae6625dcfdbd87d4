"use client";

import { useId, useRef, type MouseEvent, type ReactNode } from "react";
import { Button, type ButtonLook } from "./button";
import { Icon } from "./icon";

interface Props extends ButtonLook {
  /** What the button that opens it says. */
  trigger: ReactNode;
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

export function Dialog({ trigger, title, description, children, ...look }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  function open(event: MouseEvent) {
    event.preventDefault();
    dialog.current?.showModal();
  }

  // Browsers that know invoker commands open it before JavaScript; React has no names for them yet.
  const beforeScript = { commandfor: id, command: "show-modal" };

  return (
    <>
      <Button {...look} {...beforeScript} aria-haspopup="dialog" onClick={open}>
        {trigger}
      </Button>
      <dialog
        ref={dialog}
        id={id}
        closedby="any"
        aria-labelledby={`${id}-title`}
        aria-describedby={description ? `${id}-about` : undefined}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg border bg-raised p-0 text-foreground shadow-lift backdrop:bg-shade"
      >
        <header className="flex items-start justify-between gap-4 ps-5 pe-3 pt-4">
          <div className="grid gap-1 pt-1">
            <h2 id={`${id}-title`} className="text-base font-semibold">
              {title}
            </h2>
            {description && (
              <p id={`${id}-about`} className="text-muted-foreground">
                {description}
              </p>
            )}
          </div>
          <form method="dialog">
            <Button type="submit" variant="ghost" size="icon-sm" aria-label="Close">
              <Icon name="x" />
            </Button>
          </form>
        </header>
        <div className="p-5">{children}</div>
      </dialog>
    </>
  );
}
