import { connect } from "node:net";
import { z } from "zod";

/**
 * A process that sends what it is given over its connections, one request at a time on each, and tells the time of
 * each: on raw sockets, so that it is not what is measured. Told by messages of its parent.
 */
const order = z.object({
  port: z.number(),
  connections: z.number(),
  requests: z.array(z.string()),
});

process.on("message", (message) => {
  const { port, connections, requests } = order.parse(message);
  const started = performance.now();
  const times: number[] = [];
  const waiting = requests.map((text) => Buffer.from(text));
  const lines = Array.from({ length: connections }, () => line(port, waiting, times));
  void Promise.all(lines).then(
    () => process.send?.({ ms: performance.now() - started, times }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function line(port: number, waiting: Buffer[], times: number[]): Promise<void> {
  const socket = connect(port, "127.0.0.1").setNoDelay(true);
  try {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const sent = performance.now();
      await answerTo(socket, next);
      times.push(performance.now() - sent);
    }
  } finally {
    socket.destroy();
  }
}

function answerTo(socket: ReturnType<typeof connect>, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let got = "";
    const done = (error?: Error) => {
      socket.off("data", read).off("error", done).off("close", cut);
      if (error) reject(error);
      else resolve();
    };
    const cut = () => done(new Error("the connection was closed"));
    const read = (chunk: Buffer) => {
      got += chunk.toString("latin1");
      if (!isWhole(got)) return;
      done(got.startsWith("HTTP/1.1 200") ? undefined : new Error(got.slice(0, 500)));
    };
    socket.on("data", read).on("error", done).on("close", cut);
    socket.write(request);
  });
}

function isWhole(got: string): boolean {
  const head = got.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(got.slice(0, head));
  return length ? got.length >= head + 4 + Number(length[1]) : got.endsWith("\r\n0\r\n\r\n");
}
