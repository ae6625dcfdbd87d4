import { NextResponse, type NextRequest } from "next/server";

/**
 * Gives each request an id and a nonce: the Content-Security-Policy allows scripts by nonce alone.
 * Not the place of any guard: that is `query` and `runOperation`.
 */
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-request-id", crypto.randomUUID());
  headers.set("x-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", headers.get("x-request-id") ?? "");
  // Said at run time: a build may serve under another address.
  if (process.env.NEXTAUTH_URL?.startsWith("https:")) {
    response.headers.set("strict-transport-security", "max-age=31536000");
  }
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === "development";
  // Members' pictures come from Wix, or from the emulator.
  const pictures = ["https://static.wixstatic.com", process.env.WIX_API_ORIGIN].filter(Boolean);
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: ${pictures.join(" ")}`,
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  // All but files, and what is asked every few seconds. An address that only begins so is a page.
  matcher: ["/((?!_next/static/|_next/image$|icon\\.svg$|api/health$|api/health/ready$).*)"],
};
