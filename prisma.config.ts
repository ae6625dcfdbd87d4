import { defineConfig } from "prisma/config";

// The CLI would download a native engine; any file that exists keeps it from that. Migrations run
// on the same engine compiled to WASM (scripts/migrations.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
