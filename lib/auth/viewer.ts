import "server-only";
import { cache } from "react";
import { cookies } from "next/headers";
import { isDatabaseGone } from "@/lib/db";
import { sessionCookie, viewerOf, type Viewer } from "./session";

/** Who asks for this page, or null; looked up once a request. Throws when the database is gone. */
export const currentViewer: () => Promise<Viewer | null> = cache(async () => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  return token ? viewerOf(token) : null;
});

/** As currentViewer, for a page that can say that the database is gone. */
export async function viewerUnlessGone(): Promise<Viewer | null | "gone"> {
  try {
    return await currentViewer();
  } catch (error) {
    if (isDatabaseGone(error)) return "gone";
    throw error;
  }
}
