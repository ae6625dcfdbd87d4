import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Frame } from "@/components/page/frame";
import { Outage } from "@/components/page/outage";
import { CONTENT_ID } from "@/components/page/skip-link";
import { parseTheme } from "@/components/page/theme";
import { Button } from "@/components/ui/button";
import { viewerUnlessGone } from "@/lib/auth/viewer";
import { env } from "@/lib/env";
import { siteId } from "@/lib/site";
import { setTheme, signOut } from "./actions";

const nav = [
  { href: "/program-definitions", label: "Program definitions", icon: "layers" },
  { href: "/pool-definitions", label: "Pool definitions", icon: "boxes" },
  { href: "/programs", label: "Programs", icon: "users" },
  { href: "/pools", label: "Pools", icon: "arrow-left-right" },
  { href: "/mappings", label: "Mappings", icon: "key-round" },
  { href: "/audit", label: "Audit log", icon: "clipboard-list" },
] as const;

/** The frame. It guards nothing: each page's query does; who is not signed in is sent away there. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await viewerUnlessGone();
  if (viewer === "gone") return <Outage />;
  if (!viewer) return children;
  if (viewer.kind === "member") return <ForMember>{children}</ForMember>;
  const { name, email, actor } = viewer;
  const { wixApiOrigin, namespace } = env();
  const jar = await cookies();
  return (
    <Frame
      user={{ name, email, role: actor.role }}
      environment={{ kind: wixApiOrigin ? "emulator" : "wix", siteId: siteId(), namespace }}
      nav={nav}
      home="/program-definitions"
      theme={parseTheme(jar.get("theme")?.value)}
      setTheme={setTheme}
      signOut={signOut}
    >
      {children}
    </Frame>
  );
}

/** A member of the site, for whom no page is made yet: what they may not see, and a way out. */
function ForMember({ children }: { children: ReactNode }) {
  return (
    <main id={CONTENT_ID} tabIndex={-1} className="mx-auto grid max-w-2xl gap-6 p-6 outline-none">
      {children}
      <form action={signOut}>
        <Button type="submit">Sign out</Button>
      </form>
    </main>
  );
}
