import { Agent, get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

const agent = new Agent({ keepAlive: true });

/** A page, and the ms from the request to its last byte: to unpack it is the client's time. */
export interface Timed {
  status: number;
  headers: IncomingHttpHeaders;
  html: string;
  ms: number;
}

export async function timedGet(url: string, cookie: string): Promise<Timed> {
  const headers = { cookie, "accept-encoding": "gzip" };
  const startedAt = performance.now();
  const answer = await new Promise<IncomingMessage>((done, fail) =>
    get(url, { agent, headers }, done).on("error", fail),
  );
  const body = await buffer(answer);
  const ms = performance.now() - startedAt;
  const isPacked = answer.headers["content-encoding"] === "gzip";
  const html = (isPacked ? gunzipSync(body) : body).toString();
  return { status: answer.statusCode ?? 0, headers: answer.headers, html, ms };
}
