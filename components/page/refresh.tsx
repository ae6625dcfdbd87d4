"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Callout } from "@/components/ui/callout";
import { ReloadLink } from "./reload-link";

/** How long to wait before each look, in ms: Wix is mostly ready within two seconds, or not within ten. */
const pausesMs = [1500, 3000, 6000, 12_000, 24_000];

/**
 * Looks again while something short-lived is under way: a few times, and only while the tab is seen.
 * Without JavaScript it is a link.
 */
export function Refresh() {
  const router = useRouter();
  useEffect(() => {
    let looks = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      const pauseMs = pausesMs[looks];
      if (document.hidden || pauseMs === undefined) return;
      timer = setTimeout(() => {
        looks += 1;
        router.refresh();
        wait();
      }, pauseMs);
    };
    wait();
    document.addEventListener("visibilitychange", wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wait);
    };
  }, [router]);
  return (
    <Callout title="Wix is still working on it">
      This page shows the new status by itself. <ReloadLink>Look again</ReloadLink>
    </Callout>
  );
}
