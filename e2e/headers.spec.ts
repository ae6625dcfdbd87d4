import { signedOut } from "./people";
import { expect, test } from "./test";

test.use({ storageState: signedOut });

for (const path of ["/sign-in", "/icon.svgx", "/api/healthx", "/_next/staticx", "/api/health/x"]) {
  test(`every page has a policy of its own for scripts: ${path}`, async ({ request }) => {
    const first = (await request.get(path)).headers();
    const second = (await request.get(path)).headers();

    const policy = first["content-security-policy"] ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(nonce).toMatch(/.{20}/);
    expect(second["content-security-policy"]).not.toContain(nonce);
    expect(first["x-request-id"]).not.toBe(second["x-request-id"]);
  });
}

for (const path of ["/sign-in", "/icon.svg", "/api/health", "/api/cron/reconcile"]) {
  test(`what is sent is what it says it is, and tells no other site where it was: ${path}`, async ({
    request,
  }) => {
    const headers = (await request.get(path)).headers();

    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["x-powered-by"]).toBeUndefined();
    // Not over http: a browser that took it would find the portal no more.
    expect(headers["strict-transport-security"]).toBeUndefined();
  });
}
