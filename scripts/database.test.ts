import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startDatabase, stopDatabase, type Database } from "./database";
import { living, newFolder, removeFolder, until } from "./test/launcher";
import { sql } from "./test/witness";

let folder: string;
let started: Database[];
beforeEach(() => {
  folder = newFolder();
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map(stopDatabase));
  removeFolder(folder);
});

const start = async () => {
  const database = await startDatabase(folder);
  started.push(database);
  return database;
};
const pidFile = () => join(folder, "postgres", "postmaster.pid");
const server = () => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);
const answer = async ({ url }: Database) => (await sql<{ n: number }>(url, "SELECT 1 AS n"))[0]?.n;

/** The pid of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ["-e", ""]).pid;

describe("the embedded database", { timeout: 30_000 }, () => {
  it("is found by a second start, which does not end it", async () => {
    const first = await start();
    const second = await start();
    expect(second).toEqual({ url: first.url, child: null });
    await stopDatabase(second);
    expect(await answer(first)).toBe(1);
  });

  it("is one server when two start it at once on an empty folder", async () => {
    const both = await Promise.all([start(), start()]);
    expect(new Set(both.map(({ url }) => url)).size).toBe(1);
    expect(both.filter(({ child }) => child).length).toBe(1);
  });

  it("has every acknowledged row after kill -9 of its server", async () => {
    const first = await start();
    await sql(first.url, "CREATE TABLE kept AS SELECT generate_series(1, 100) AS n");
    const pid = server();
    process.kill(pid, "SIGKILL");
    const second = await start();
    expect(second.child).not.toBeNull();
    expect(await sql(second.url, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 100 }]);
  });

  it("waits for a server that is about to end, and does not start a second one beside it", async () => {
    const first = await start();
    const pid = server();
    const ended = stopDatabase(first);
    const second = await start();
    await ended;
    await until("the first server's end", () => living([pid]).length === 0);
    expect(await answer(second)).toBe(1);
  });

  it("starts when the pid of a killed server went to another program", async () => {
    await stopDatabase(await start());
    writeFileSync(pidFile(), `${process.pid}\n${join(folder, "postgres")}\n0\n1\n\n127.0.0.1\n`);
    expect(await answer(await start())).toBe(1);
  });

  it("is made anew, whole, when the first start was killed while making it", async () => {
    const half = join(folder, `postgres.${deadPid()}`);
    mkdirSync(half);
    writeFileSync(join(half, "PG_VERSION"), "18\n");
    expect(await answer(await start())).toBe(1);
    expect(existsSync(half)).toBe(false);
  });

  it("keeps its password from others", async () => {
    const { url } = await start();
    const { password } = new URL(url);
    expect(password).toMatch(/^[0-9a-f]{48}$/);
    const wrong = url.replace(password, "wrong");
    await expect(sql(wrong, "SELECT 1")).rejects.toThrow("password authentication failed");
    expect(
      spawnSync("stat", ["-c", "%a", join(folder, "postgres.password")]).stdout.toString(),
    ).toBe("600\n");
  });
});
