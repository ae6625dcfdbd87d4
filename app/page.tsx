import { redirect } from "next/navigation";
import { currentViewer } from "@/lib/auth/viewer";

export default async function HomePage() {
  redirect((await currentViewer()) ? "/program-definitions" : "/sign-in");
}
