import { createHash } from "node:crypto";
import { hostname } from "node:os";
import pg from "pg";
import { CannotStart } from "./settings";

const releasedWithinMs = 2_000;
const pollMs = 50;

/**
 * Holds a folder for this process: two emulators on one journal would each lose what the other wrote.
 * The lock lives in a connection to the database, so it is gone when we are, however we end. Returns what gives it back.
 */
export async function lockFolder(
  databaseUrl: string,
  folder: string,
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  const name = createHash("sha256").update(`${hostname()}:${folder}`).digest();
  const until = Date.now() + releasedWithinMs;
  while (!(await isLocked(client, name.readInt32BE(0), name.readInt32BE(4)))) {
    if (Date.now() > until) {
      throw new CannotStart(
        `Another Poolkeeper uses ${folder}. End it, or set POOLKEEPER_DATA to another folder.`,
      );
    }
    await new Promise((done) => setTimeout(done, pollMs));
  }
  return () => client.end().catch(() => undefined);
}

async function isLocked(client: pg.Client, a: number, b: number): Promise<boolean> {
  const sql = "SELECT pg_try_advisory_lock($1, $2) AS got";
  const { rows } = await client.query<{ got: boolean }>(sql, [a, b]);
  return rows[0]?.got ?? false;
}
