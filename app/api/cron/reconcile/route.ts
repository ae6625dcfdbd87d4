import { timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { reconcile } from "@/lib/operations/reconcile";

/** A round of the reconciler, for hosts that keep no process alive (Vercel's cron). Guarded by CRON_SECRET. */
export async function GET(request: Request) {
  const { cronSecret } = env();
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const wanted = Buffer.from(`Bearer ${cronSecret ?? ""}`);
  const isAllowed =
    cronSecret !== null && given.length === wanted.length && timingSafeEqual(given, wanted);
  if (!isAllowed) return Response.json({ error: "CRON_SECRET does not match" }, { status: 401 });
  return Response.json(await reconcile());
}
