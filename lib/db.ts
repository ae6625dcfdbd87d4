import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { z } from "zod";
import { Prisma, PrismaClient } from "@/prisma/generated/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

export { Prisma };

/** A transaction, or the client itself: what a function takes that writes with others. */
export type Transaction = Prisma.TransactionClient;

interface Connections {
  pool: pg.Pool;
  prisma: PrismaClient;
}

const kept: { poolkeeperDb?: Connections } = globalThis as object;

/** Those of this process; kept on globalThis, because a development server reloads modules. */
function connections(): Connections {
  kept.poolkeeperDb ??= connect();
  return kept.poolkeeperDb;
}

function connect(): Connections {
  const pool = new pg.Pool({
    connectionString: env().databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
  });
  // One that breaks while nobody uses it: the next query gets another, or says so.
  pool.on("error", (err) => log().debug({ err }, "a database connection broke"));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    // Prisma's own (2 s and 5 s) are too short for a queue at the audit log's lock on a busy machine.
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
  });
  return { pool, prisma };
}

/** The one client of this process. */
export const db = (): PrismaClient => connections().prisma;

/**
 * One statement, past Prisma, which takes longer than the statement does: for the few that each page, each request to
 * Wix or each row waits for. What comes back is as PostgreSQL has it: for the caller to parse.
 */
export async function ask(text: string, values: readonly unknown[]): Promise<unknown[]> {
  const { rows } = await connections().pool.query<Record<string, unknown>>(text, [...values]);
  return rows;
}

/** True when `error` says that a unique constraint was broken (Prisma P2002). */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** Prisma's codes of a server that refuses, is silent, hangs up, or has no connection to spare. */
const goneCodes = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
]);

/** SQLSTATE: connection exceptions, shutdown, insufficient resources. */
const goneStates = /^(08...|57P0\d|53...)$/;

/** What node-postgres throws bare, without a code, and Prisma lets through as it is. */
const goneMessages = new Set([
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
  "Connection terminated",
  "Connection terminated due to connection timeout",
  "Connection terminated unexpectedly",
  "Query read timeout",
  "timeout exceeded when trying to connect",
]);

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Prisma's kinds of what befell the connection, where it gives no code. */
const goneKinds = new Set([
  "ConnectionClosed",
  "DatabaseNotReachable",
  "SocketTimeout",
  "TlsConnectionError",
  "TooManyConnections",
]);

/** What the driver said; Prisma wraps it, or (at a commit) throws it as it is. */
const driverError = z.object({
  cause: z.object({ kind: z.string(), originalCode: z.string().optional() }),
});
const wrapped = z.object({ driverAdapterError: driverError });

/** True when an error of db() says that the database cannot be reached or does not answer. */
export function isDatabaseGone(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const driver = wrapped.safeParse(error.meta).data?.driverAdapterError;
    return goneCodes.has(error.code) || isGoneCause(driver);
  }
  if (!(error instanceof Error)) return false;
  if (error.name === "DriverAdapterError") return isGoneCause(error);
  // node-postgres calls what the server said "error".
  if (error.name !== "Error" && error.name !== "error") return false;
  const code = "code" in error ? String(error.code) : "";
  return goneMessages.has(error.message) || networkCodes.has(code) || goneStates.test(code);
}

function isGoneCause(driver: unknown): boolean {
  const cause = driverError.safeParse(driver).data?.cause;
  return goneKinds.has(cause?.kind ?? "") || goneStates.test(cause?.originalCode ?? "");
}
