import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";
import { env } from "@/lib/env";

export { Prisma };

/** A transaction, or the client itself: what a function takes that writes with others. */
export type Transaction = Prisma.TransactionClient;

const kept: { poolkeeperDb?: PrismaClient } = globalThis as object;

/** The one client of this process; kept on globalThis, because a development server reloads modules. */
export function db(): PrismaClient {
  kept.poolkeeperDb ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().databaseUrl,
      max: 10,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
    }),
  });
  return kept.poolkeeperDb;
}

/** True when `error` says that a unique constraint was broken (Prisma P2002). */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** True when `error` says that the database cannot be reached or does not answer. */
export function isDatabaseGone(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return (
    ["P1000", "P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"].includes(error.code) ||
    hasDriverCause(error)
  );
}

function hasDriverCause(error: Prisma.PrismaClientKnownRequestError): boolean {
  return /ECONNREFUSED|ECONNRESET|terminat|Connection/i.test(error.message);
}
