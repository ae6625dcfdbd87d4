"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Callout } from "@/components/ui/callout";
import { ReloadLink } from "./reload-link";

const everyMs = 1500;
const timesMax = 40;

/** Looks again, for a minute, while something short-lived is under way. Without JavaScript it is a link. */
export function Refresh() {
  const router = useRouter();
  useEffect(() => {
    let times = 0;
    const timer = setInterval(() => {
      times += 1;
      if (times > timesMax) clearInterval(timer);
      else router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <Callout title="Wix is still working on it">
      This page shows the new status by itself. <ReloadLink>Look again</ReloadLink>
    </Callout>
  );
}
