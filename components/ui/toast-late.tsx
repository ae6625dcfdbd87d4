"use client";

import dynamic from "next/dynamic";

/** sonner, fetched only by a page that has something to say. */
export const LateToaster = dynamic(() => import("./toaster").then((module) => module.Toaster), {
  ssr: false,
});
