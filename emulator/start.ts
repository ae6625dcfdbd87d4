import type { AddressInfo } from "node:net";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import { type Config, withDefaults } from "./config";
import { Emulator } from "./emulator";
import { createApp, type Env } from "./server";

export interface RunningEmulator {
  /** http://127.0.0.1 with the port that was given or, for port 0, found. */
  url: string;
  siteId: string;
  reset(): void;
  /** Ends all connections, also those that a fault delays. */
  close(): Promise<void>;
}

/** Starts an emulator on loopback. Throws on a taken port (EADDRINUSE) and on a broken journal. */
export async function startEmulator(options: Partial<Config> = {}): Promise<RunningEmulator> {
  const config = withDefaults(options);
  const closing = new AbortController();
  const app = new Hono<Env>();
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, "127.0.0.1", resolve);
  });
  // The journal is opened by who has the port, and before the first request is read.
  const emulator = opened(config, server);
  app.route("/", createApp(emulator, closing.signal));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    siteId: config.instanceId,
    reset: () => emulator.reset(),
    close: () => {
      closing.abort();
      return closed(server).finally(() => emulator.close());
    },
  };
}

function opened(config: Config, server: ServerType): Emulator {
  try {
    return new Emulator(config);
  } catch (error) {
    server.close();
    throw error;
  }
}

function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== "object" || address === null) throw new Error("not listening on a port");
  return address.port;
}
