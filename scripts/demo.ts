import pg from "pg";

/**
 * Whether demo data are to be made: when nobody did anything here yet, and they are not there. An
 * earlier try that was cut off is gone on with; one that failed, or is in doubt, is left as it is.
 */
export async function lacksDemoData(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ lacks: boolean }>(sql);
    return rows[0]?.lacks ?? false;
  } finally {
    await client.end();
  }
}

const sql = `
  SELECT NOT EXISTS (
    SELECT FROM "Attempt" WHERE "operation" NOT LIKE 'users.%'
    AND ("key" IS NULL OR "key" NOT LIKE 'demo:%' OR "key" = 'demo:program-2' OR "outcome" <> 'succeeded')
  ) AS lacks`;
