import type { Instrumentation } from "next";

/** Once a process: the environment is checked, the first user made, the reconciler started. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("@/lib/operations/start");
  await startServer();
}

/** An unexpected error: the digest that the page shows, beside the whole error, in the log. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/log");
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  const requestId = request.headers["x-request-id"];
  // Without its search: that holds what people looked for.
  const [path] = request.path.split("?");
  log().error({ err: error, digest, requestId, path }, "unexpected error");
};
