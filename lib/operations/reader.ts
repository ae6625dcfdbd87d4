import "server-only";
import { cookies } from "next/headers";
import { currentViewer } from "@/lib/auth/viewer";
import { env } from "@/lib/env";
import { formatTime } from "@/lib/format";
import { isWritable } from "@/lib/site";

/** What every page shows by: the reader's time zone (a cookie of the first visit, else the site's) and our namespace. */
export interface Reader {
  timeZone: string;
  ownNamespace: string;
  /** Whether to show the ways to change things; what may be done is decided by the operations. */
  canManage: boolean;
  /** Whether to show the ways to change what is in a namespace. */
  canChange: (namespace: string) => boolean;
}

export async function reader(): Promise<Reader> {
  const { siteTimeZone, namespace } = env();
  const chosen = (await cookies()).get("tz")?.value;
  const zone = chosen ?? siteTimeZone;
  const role = (await currentViewer().catch(() => null))?.actor.role;
  const canManage = role === "owner" || role === "manager";
  return {
    timeZone: isTimeZone(zone) ? zone : siteTimeZone,
    ownNamespace: namespace,
    canManage,
    canChange: (of) => canManage && isWritable(of),
  };
}

/** Asked of the format that the page will use anyway: to make one is slow. */
function isTimeZone(name: string): boolean {
  try {
    formatTime(new Date(0), name);
    return true;
  } catch {
    return false;
  }
}
