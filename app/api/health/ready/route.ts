import { readiness } from "@/lib/readiness";

/** 200 when database, migrations and Wix answer; 503 with what does not. */
export async function GET() {
  const parts = await readiness();
  const isReady = Object.values(parts).every((part) => part === "ok");
  return Response.json(parts, { status: isReady ? 200 : 503 });
}
