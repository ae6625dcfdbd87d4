"use client";

import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyArea } from "@/components/ui/copy-area";
import { Icon } from "@/components/ui/icon";
import { Mark } from "@/components/ui/mark";
import { PopoverPanel } from "@/components/ui/popover-panel";
import { EnvironmentDetail, EnvironmentMark, type Environment } from "./environment-mark";
import { NavLinks, type NavItem } from "./nav-links";
import { CONTENT_ID } from "./skip-link";
import type { Theme } from "./theme";
import { UserMenu, type FrameUser, type PlainAction } from "./user-menu";

interface Props {
  user: FrameUser;
  environment: Environment;
  nav: readonly NavItem[];
  home: Route;
  theme: Theme;
  setTheme: PlainAction;
  signOut: PlainAction;
  children: ReactNode;
}

const NAV_PANEL = "navigation";

/** A drawer that a button opens; a column beside the page where there is room. */
const panelClass = cn(
  "inset-y-0 start-0 end-auto m-0 h-dvh max-h-none w-72 max-w-[85vw] border-e bg-surface p-3 text-foreground",
  "overscroll-contain shadow-lift backdrop:bg-shade",
  "lg:sticky lg:inset-auto lg:top-14 lg:block lg:h-[calc(100dvh-3.5rem)] lg:w-auto lg:shadow-none",
);

/** It is around every page, so that it comes as data (ADR 7). */
export function Frame(props: Props) {
  const { environment, nav, home, children } = props;
  return (
    <>
      <header className="sticky top-0 z-20 flex h-14 items-center gap-3 border-b bg-surface ps-2 pe-2 sm:ps-4 sm:pe-3">
        <Button
          variant="ghost"
          size="icon"
          popoverTarget={NAV_PANEL}
          aria-label="Navigation"
          className="lg:hidden"
        >
          <Icon name="menu" />
        </Button>
        <Link
          href={home}
          className="-mx-1 flex min-h-9 items-center gap-2.5 rounded-lg px-1 text-[0.9375rem] font-semibold tracking-tight"
        >
          <Mark className="size-6 shrink-0" />
          <span className="max-[22rem]:sr-only">Poolkeeper</span>
        </Link>
        <span aria-hidden="true" className="hidden h-5 border-s sm:block" />
        <EnvironmentMark environment={environment} />
        <div className="hidden min-w-0 md:block">
          <EnvironmentDetail environment={environment} />
        </div>
        <div className="ms-auto">
          <UserMenu {...props} />
        </div>
      </header>
      <div className="lg:grid lg:min-h-[calc(100dvh-3.5rem)] lg:grid-cols-[15rem_minmax(0,1fr)]">
        <PopoverPanel isModal id={NAV_PANEL} className={panelClass}>
          <NavPanel environment={environment} nav={nav} />
        </PopoverPanel>
        <CopyArea
          id={CONTENT_ID}
          tabIndex={-1}
          className="min-w-0 px-4 py-6 outline-none sm:px-6 sm:py-8 lg:px-8"
        >
          {children}
        </CopyArea>
      </div>
    </>
  );
}

function NavPanel({ environment, nav }: Pick<Props, "environment" | "nav">) {
  return (
    <nav aria-label="Main">
      <div className="flex items-center justify-between gap-2 ps-2.5 pb-3 lg:hidden">
        <EnvironmentDetail environment={environment} />
        <Button
          variant="ghost"
          size="icon"
          popoverTarget={NAV_PANEL}
          popoverTargetAction="hide"
          aria-label="Close navigation"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- Where a popover begins, once it is open.
          autoFocus
        >
          <Icon name="x" />
        </Button>
      </div>
      <NavLinks items={nav} />
    </nav>
  );
}
