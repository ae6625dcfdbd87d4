import { EnvironmentError, parseEnvironment } from "@/lib/env";

/** Says what is wrong with the environment before anything is built; the database's address comes later. */
try {
  parseEnvironment({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || "unknown yet" });
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
