"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { parseTheme } from "@/components/page/theme";
import { revokeSession, sessionCookie } from "@/lib/auth/session";
import { currentViewer } from "@/lib/auth/viewer";

const yearSeconds = 365 * 24 * 3600;

export async function signOut() {
  const viewer = await currentViewer();
  if (viewer) await revokeSession(viewer.sessionId);
  (await cookies()).delete(sessionCookie().name);
  redirect("/sign-in");
}

export async function setTheme(form: FormData) {
  const chosen = form.get("theme");
  const theme = parseTheme(typeof chosen === "string" ? chosen : undefined);
  (await cookies()).set("theme", theme, { maxAge: yearSeconds, sameSite: "lax", path: "/" });
}
