import { EnvironmentError, parseEnvironment } from "@/lib/env";

/** Says what is wrong with the environment before anything is built; the database's address comes later. */
try {
  parseEnvironment({ DATABASE_URL: "unknown yet", ...process.env });
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
