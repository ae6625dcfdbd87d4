import { createConnection, createServer, type Socket } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the database of a data folder listens; it must run. */
export function databaseOf(data: string) {
  const port = Number(
    readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[3],
  );
  const password = readFileSync(join(data, "postgres.password"), "utf8").trim();
  const urlAt = (at: number) => `postgresql://postgres:${password}@127.0.0.1:${at}/postgres`;
  return { port, urlAt, url: urlAt(port) };
}

/** The wire between a portal and the database of this run: it can be cut and mended. */
export async function wireToDatabase(data: string) {
  const database = databaseOf(data);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = createConnection({ port: database.port, host: "127.0.0.1" });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => open.delete(one));
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const hangUp = () => open.forEach((socket) => socket.destroy());
  return {
    url: database.urlAt(port),
    cut() {
      isCut = true;
      hangUp();
    },
    mend() {
      isCut = false;
    },
    close() {
      server.close();
      hangUp();
    },
  };
}
