import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import { until } from "./launcher";

type Variables = Record<string, string>;

const state = z.object({
  collections: z.looseObject({
    programs: z.array(z.looseObject({ id: z.string(), status: z.string() })),
  }),
});

/** What the emulator holds. */
export async function exported(variables: Variables) {
  const answer = await fetch(`http://127.0.0.1:${variables.EMULATOR_PORT}/__emulator/export`);
  return state.parse(await answer.json()).collections;
}

/** What the emulator holds when all that goes on by itself has come to its end. */
export async function settled(variables: Variables) {
  await until("all programs active", async () => {
    const { programs } = await exported(variables);
    return programs.every(({ status }) => status === "ACTIVE");
  });
  return exported(variables);
}

/** What the portal answers, as a browser that has no session gets it. */
export async function read({ PORT }: Variables, path: string) {
  const answer = await fetch(`http://127.0.0.1:${PORT}${path}`);
  return { status: answer.status, text: await answer.text() };
}

export async function json(variables: Variables, path: string) {
  const { status, text } = await read(variables, path);
  const body: unknown = JSON.parse(text);
  return { status, body };
}

/** The address of the database that these variables lead to; the embedded one must run. */
export function databaseOf(variables: Variables): string {
  if (variables.DATABASE_URL) return variables.DATABASE_URL;
  const folder = variables.POOLKEEPER_DATA ?? "";
  const password = readFileSync(join(folder, "postgres.password"), "utf8").trim();
  const port = readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[3];
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

export async function sql<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}

export async function count(variables: Variables, table: string): Promise<number> {
  const url = databaseOf(variables);
  const [row] = await sql<{ n: number }>(url, `SELECT count(*)::int AS n FROM "${table}"`);
  return row?.n ?? -1;
}
