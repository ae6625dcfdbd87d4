"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Callout } from "@/components/ui/callout";

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
    <div role="status">
      <Callout title="Wix is still working on it">
        This page shows the new status by itself, or{" "}
        <a href="" className="font-medium underline underline-offset-3">
          look again
        </a>
        .
      </Callout>
    </div>
  );
}
