import { redirect } from "next/navigation";
import { Outage } from "@/components/page/outage";
import { viewerUnlessGone } from "@/lib/auth/viewer";

export default async function HomePage() {
  const viewer = await viewerUnlessGone();
  if (viewer === "gone") return <Outage />;
  redirect(viewer ? "/program-definitions" : "/sign-in");
}
