import { Agent, get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";

const agent = new Agent({ keepAlive: true });

/** An answer, and the ms from the request to its last byte: to unpack it is the client's time. */
export interface Timed {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  ms: number;
}

export async function timedGet(url: string, cookie: string): Promise<Timed> {
  const headers = { cookie, "accept-encoding": "gzip" };
  const startedAt = performance.now();
  const answer = await new Promise<IncomingMessage>((done, fail) =>
    get(url, { agent, headers }, done).on("error", fail),
  );
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const ms = performance.now() - startedAt;
  const body = Buffer.concat(chunks);
  const isPacked = answer.headers["content-encoding"] === "gzip";
  const text = (isPacked ? gunzipSync(body) : body).toString();
  return { status: answer.statusCode ?? 0, headers: answer.headers, text, ms };
}
