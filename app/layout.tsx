import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/page/skip-link";
import { parseTheme } from "@/components/page/theme";
import { TimeZoneCookie } from "@/components/page/time-zone-cookie";
import { Toast } from "@/components/ui/toast";
import { TOAST_COOKIE } from "@/components/ui/toast-cookie";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Poolkeeper", template: "%s · Poolkeeper" },
  description: "The portal for Wix Benefit Programs",
  icons: "/icon.svg",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page made ahead of time cannot carry the nonce of a request.
  await connection();
  const jar = await cookies();
  return (
    <html
      lang="en"
      data-theme={parseTheme(jar.get("theme")?.value)}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body className="min-h-dvh font-sans">
        <SkipLink />
        <TimeZoneCookie known={jar.get("tz")?.value} />
        <Toast cookie={jar.get(TOAST_COOKIE)?.value} />
        {children}
      </body>
    </html>
  );
}
