import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  experimental: { authInterrupts: true },
  // Asked by the launcher, which then says its last line.
  logging: { incomingRequests: { ignore: [/^\/api\/health/] } },
  async headers() {
    const headers = [
      { key: "X-Content-Type-Options", value: "nosniff" },
      { key: "Referrer-Policy", value: "same-origin" },
    ];
    return [{ source: "/:path*", headers }];
  },
  // Read at run time, to tell whether the database has every migration.
  outputFileTracingIncludes: { "/api/health/ready": ["./prisma/migrations/**/*"] },
  serverExternalPackages: ["pg", "pino", "@node-rs/argon2"],
};

export default config;
