import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** What came in. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: unknown;
}

type Answer = (response: ServerResponse, received: Received) => void;

/** A server that answers as it is told: for what no emulator does. */
export class Stub {
  readonly received: Received[] = [];
  #answers: Answer[] = [];
  #server: Server | undefined;

  /** The answers to the next requests, in order; the last one stays. */
  answers(...answers: Answer[]): void {
    this.received.length = 0;
    this.#answers = answers;
  }

  /** Begins to listen; returns its origin. */
  async open(): Promise<string> {
    const server = createServer((request, response) => void this.#take(request, response));
    this.#server = server;
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    if (typeof address !== "object" || !address) throw new Error("not listening");
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString();
    const { method = "", url = "", headers } = request;
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const received = { method, path: url, headers, body };
    this.received.push(received);
    // A connection that is kept would still be open for a moment once nobody listens any more.
    response.setHeader("connection", "close");
    const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    if (answer) answer(response, received);
    else response.destroy();
  }
}

/** An answer with a status, a body (JSON, or text as it is) and headers. */
export function says(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    const all = { "content-type": "application/json", "x-wix-request-id": "stub-1", ...headers };
    response.writeHead(status, all);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** The connection breaks before a word. */
export const hangsUp: Answer = (response) => response.destroy();

/** Nothing is answered, ever. */
export const isSilent: Answer = () => undefined;

/** The answer begins and does not end. */
export const stopsMidway: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"poolDefini');
};

/** The answer begins and breaks off. */
export const breaksOff: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"poolDefini', () => response.destroy());
};
