import { createConnection, createServer, type Server, type Socket } from "node:net";

/** Stands before the database: so that it can be gone, and come back at the same address. */
export class Proxy {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(private readonly target: { host: string; port: number }) {}

  /** Begins to listen, at the same port as before; returns it. */
  async open(): Promise<number> {
    const server = createServer((client) => this.#join(client));
    this.#server = server;
    await new Promise<void>((done) => server.listen(this.#port, "127.0.0.1", done));
    const address = server.address();
    if (typeof address === "object" && address) this.#port = address.port;
    return this.#port;
  }

  /** All connections break, and new ones are refused. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    const closed = new Promise<void>((done) => (server ? server.close(() => done()) : done()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Connections stay, and nothing is said any more, to new ones neither. */
  fallSilent(): void {
    for (const socket of this.#sockets) socket.unpipe();
    this.#isSilent = true;
  }
  #isSilent = false;

  #join(client: Socket): void {
    this.#keep(client);
    if (this.#isSilent) return;
    const upstream = createConnection(this.target);
    this.#keep(upstream);
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("close", () => other.destroy());
    }
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => this.#sockets.delete(socket));
  }
}

/** Puts a proxy before this process's database, for lib to use; before lib has read the environment. */
export async function proxiedDatabase(): Promise<Proxy> {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const proxy = new Proxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(await proxy.open());
  process.env.DATABASE_URL = url.href;
  return proxy;
}
