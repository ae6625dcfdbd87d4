import { useId, type ComponentProps, type ReactNode } from "react";
import { buttonClass, type ButtonLook } from "./button";
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

/** A button of a form: `<form action={…}><MenuButton>Sign out</MenuButton></form>`. */
export function MenuButton(props: ComponentProps<"button">) {
  return <button type="submit" className="menu-item [&_.icon]:text-muted-foreground" {...props} />;
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1" />;
}
