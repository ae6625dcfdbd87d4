import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withDatabase } from "./environment";
import { applyMigrations, migrationStatus, schemaDrift } from "./migrations";

/** `npm run db:migrate | db:status | db:check | db:new -- <name>`. */
const commands: Record<string, (argument?: string) => Promise<number>> = {
  async up() {
    const names = await withDatabase(applyMigrations);
    console.log(names.length > 0 ? `Applied: ${names.join(", ")}` : "Nothing to apply.");
    return 0;
  },
  async status() {
    const status = await withDatabase(migrationStatus);
    console.log(JSON.stringify(status, null, 2));
    const isCurrent = status.history === null && status.failedMigrationNames.length === 0;
    return isCurrent ? 0 : 1;
  },
  async check() {
    const sql = await schemaDrift();
    console.log(sql === null ? "Schema and migrations agree." : `They differ by:\n${sql}`);
    return sql === null ? 0 : 1;
  },
  async new(name) {
    if (!name || !/^[a-z0-9_]+$/.test(name)) {
      console.error("Usage: npm run db:new -- <name>   (a-z, 0-9, _)");
      return 2;
    }
    const sql = await schemaDrift();
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join(import.meta.dirname, "..", "prisma", "migrations", `${stamp}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "migration.sql"), sql ?? "-- Written by hand.\n");
    console.log(`Wrote ${folder}/migration.sql`);
    return 0;
  },
};

const [name = "", argument] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`Usage: migrate ${Object.keys(commands).join(" | ")}`);
  process.exit(2);
}
process.exit(await command(argument));
