import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Bare } from "@/components/page/bare";
import { Outage } from "@/components/page/outage";
import type { SearchParams } from "@/components/page/search-params";
import { viewerUnlessGone } from "@/lib/auth/viewer";
import { env } from "@/lib/env";
import { demoPassword, demoUsers } from "@/lib/operations/first-users";
import { SignInForm } from "./form";
import { localPath } from "./local-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const next = localPath((await searchParams).next);
  const viewer = await viewerUnlessGone();
  if (viewer === "gone") return <Outage />;
  if (viewer) redirect(next);
  return (
    <Bare title="Sign in" description="Programs, pools and credits of your Wix site.">
      <SignInForm next={next} formKey={crypto.randomUUID()} />
      {env().isDemo && <Demo />}
    </Bare>
  );
}

function Demo() {
  return (
    <aside
      aria-label="Demo accounts"
      className="grid gap-2 rounded-lg border border-dashed p-4 text-compact"
    >
      <p className="font-medium">This is the demo</p>
      <p className="text-muted-foreground">
        It runs on the emulator; nothing here reaches a real site. Every account has the password{" "}
        <code className="font-mono text-foreground">{demoPassword}</code>.
      </p>
      <ul className="grid gap-1">
        {demoUsers.map(({ email, role }) => (
          <li key={email} className="flex justify-between gap-4">
            <code className="font-mono">{email}</code>
            <span className="text-muted-foreground">{role}</span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
