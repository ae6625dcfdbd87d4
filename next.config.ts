import type { NextConfig } from "next";

const config: NextConfig = {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  experimental: { authInterrupts: true },
  serverExternalPackages: ["pg", "pino", "@node-rs/argon2"],
};

export default config;
