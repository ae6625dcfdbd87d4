import { createConnection, createServer, type Socket } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The wire between a portal and the database of this run: it can be cut and mended. */
export async function wireToDatabase(data: string) {
  const target = Number(
    readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[3],
  );
  const password = readFileSync(join(data, "postgres.password"), "utf8").trim();
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = createConnection({ port: target, host: "127.0.0.1" });
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
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
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
