import { createServer, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { freePort } from "./database";
import { claimPort, reachable } from "./ports";

let server: Server;
afterEach(() => server.close());

/** Somebody who has a port. */
async function holder(host = "127.0.0.1"): Promise<number> {
  const port = await freePort();
  server = createServer((socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(port, host, done));
  return port;
}

it("waits for a port whose holder is just ending", async () => {
  const port = await holder();
  server.once("connection", () => server.close());
  await claimPort(port, "127.0.0.1", "PORT");
  expect(server.listening).toBe(false);
});

it.each(["127.0.0.1", "0.0.0.0"])(
  "says that a port is taken, whoever on %s has it",
  async (host) => {
    const port = await holder(host);
    const sentence = `Port ${port} is taken. Set EMULATOR_PORT to another, as in EMULATOR_PORT=${port + 1}.`;
    for (const wanted of ["127.0.0.1", "0.0.0.0"]) {
      await expect(claimPort(port, wanted, "EMULATOR_PORT")).rejects.toThrow(sentence);
    }
  },
);

it("names HOST when it is no address of this machine", async () => {
  const port = await freePort();
  await expect(claimPort(port, "192.0.2.1", "PORT")).rejects.toThrow('HOST is "192.0.2.1"');
  expect(reachable("192.0.2.1")).toBe("192.0.2.1");
  expect(reachable("0.0.0.0")).toBe("127.0.0.1");
});
