import { createConnection, createServer } from "node:net";
import { CannotStart } from "./settings";

const releasedWithinMs = 2_000;
const pollMs = 50;

/**
 * Throws a sentence that names `variable` when the port cannot be had. What was killed a moment ago
 * may still be ending, so a taken one is asked for again for two seconds.
 */
export async function claimPort(port: number, host: string, variable: string): Promise<void> {
  const until = Date.now() + releasedWithinMs;
  for (;;) {
    const obstacle = await obstacleTo(port, host);
    if (!obstacle) return;
    if (obstacle === "EADDRNOTAVAIL" || obstacle === "ENOTFOUND") {
      throw new CannotStart(`HOST is "${host}", which is not an address of this machine.`);
    }
    const another = `Set ${variable} to another, as in ${variable}=${port < 65_535 ? port + 1 : 3000}.`;
    if (obstacle !== "EADDRINUSE") {
      throw new CannotStart(`Port ${port} cannot be used (${obstacle}). ${another}`);
    }
    if (Date.now() > until) throw new CannotStart(`Port ${port} is taken. ${another}`);
    await new Promise((done) => setTimeout(done, pollMs));
  }
}

/** Where a server on `host` is reached from this machine. */
export function reachable(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
}

/** The code of what is in the way. Some systems let two listen on one port, so both are asked. */
async function obstacleTo(port: number, host: string): Promise<string | null> {
  return (await isAnswered(port, reachable(host))) ? "EADDRINUSE" : listenError(port, host);
}

function isAnswered(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ port, host });
    socket.once("connect", () => done((socket.destroy(), true)));
    socket.once("error", () => done(false));
  });
}

function listenError(port: number, host: string): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => done(null)));
  });
}
