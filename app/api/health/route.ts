/** 200 while the process lives. */
export function GET() {
  return Response.json({ ok: true });
}
