import { useId, type ComponentProps, type ReactNode } from "react";
import { buttonClass, type ButtonLook } from "./button";
import { cn } from "./cn";
import type { Href } from "./href";
import { Link } from "./link";
import { PopoverPanel } from "./popover-panel";

interface Props extends ButtonLook {
  /** What the button shows; where that is an icon only, `label` says what it is. */
  trigger: ReactNode;
  label?: string;
  children: ReactNode;
}

export function Menu({ trigger, label, variant = "secondary", size = "md", children }: Props) {
  const id = useId();
  const anchor = `--menu${id}`;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        style={{ anchorName: anchor }}
        className={buttonClass({ variant, size })}
      >
        {trigger}
      </button>
      <PopoverPanel
        id={id}
        style={{ positionAnchor: anchor }}
        className="anchored-end max-h-[calc(100dvh-5rem)] min-w-52 rounded-lg border bg-raised p-1 text-foreground shadow-lift"
      >
        {children}
      </PopoverPanel>
    </>
  );
}

const calmClass = "[&_.icon]:text-muted-foreground";

export function MenuLink<T extends string>({
  href,
  ...rest
}: Omit<ComponentProps<typeof Link>, "href" | "className"> & { href: Href<T> }) {
  return <Link href={href} className={cn("menu-item", calmClass)} {...rest} />;
}

/** A button of a form: `<form action={…}><MenuButton>Pause</MenuButton></form>`. */
export function MenuButton({ danger, ...rest }: ComponentProps<"button"> & { danger?: boolean }) {
  return (
    <button
      type="submit"
      className={cn("menu-item", danger ? "text-danger" : calmClass)}
      {...rest}
    />
  );
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1" />;
}
