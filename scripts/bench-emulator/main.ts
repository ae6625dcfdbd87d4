import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { type Findings, missedAims, report, type Speed, withPart } from "./report";
import { Client, filled, remove, type Result, start, type Subject } from "./subject";
import { type Known, look, requestsOf, type Work, works } from "./work";

/** `npm run bench:emulator`: measures the emulator and writes its part of docs/performance.md; 1 when an aim is missed. */
const root = resolve(import.meta.dirname, "..", "..");
const sizes = [1_000, Number(process.argv[2] ?? 100_000)] as const;
const turns = 7;
const requestsATurn = 1_000;

async function main(): Promise<number> {
  const loadBefore = load();
  const folders = [await filled(sizes[0]), await filled(sizes[1])] as const;
  try {
    const coldStartMs = median([
      await cold(),
      await cold(),
      await cold(),
      await cold(),
      await cold(),
    ]);
    const small = await start(folders[0]);
    const large = await start(folders[1]);
    const speeds = await speedsOf(small, large);
    const renewMs = await control(large, "clock/renew", { every: "P1M", for: "P10Y" });
    const resetMs = await control(large, "reset");
    await Promise.all([small.stop(), large.stop()]);
    const loadMs = Math.max(0, large.startMs - coldStartMs);
    const loads = [loadBefore, load()] as const;
    return told({ loads, sizes, speeds, coldStartMs, renewMs, resetMs, loadMs });
  } finally {
    folders.forEach(remove);
  }
}

function told(findings: Findings): number {
  const missed = missedAims(findings);
  const part = report(findings, missed, new Date().toISOString().slice(0, 10));
  const path = join(root, "docs", "performance.md");
  writeFileSync(path, withPart(readFileSync(path, "utf8"), part));
  spawnSync("npx", ["prettier", "--write", "docs/performance.md"], { cwd: root });
  console.log(part);
  return missed.length === 0 ? 0 : 1;
}

const load = () => loadavg()[0] ?? 0;

async function cold(): Promise<number> {
  const subject = await start();
  await subject.stop();
  return subject.startMs;
}

/** How long a control takes. Throws when it is refused. */
async function control({ url }: Subject, name: string, body?: object): Promise<number> {
  const started = performance.now();
  const request = { method: "POST", body: body && JSON.stringify(body) };
  const answer = await fetch(`${url}/__emulator/${name}`, request);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${name}: ${text}`);
  return performance.now() - started;
}

/** In turns, so that other work on the machine meets both alike. The first turn does not count. */
async function speedsOf(small: Subject, large: Subject): Promise<Findings["speeds"]> {
  const client = new Client();
  try {
    const known = [await look(small), await look(large)] as const;
    const speeds: Findings["speeds"] = [];
    for (const work of works) {
      const found: [Result[], Result[]] = [[], []];
      for (let turn = 0; turn <= turns; turn += 1) {
        const results = [
          await turnOf(client, small, work, known[0]),
          await turnOf(client, large, work, known[1]),
        ] as const;
        if (turn > 0) results.forEach((result, size) => found[size]?.push(result));
      }
      speeds.push({ work, small: speedOf(found[0]), large: speedOf(found[1]) });
    }
    return speeds;
  } finally {
    client.end();
  }
}

function turnOf(client: Client, subject: Subject, work: Work, known: Known): Promise<Result> {
  return client.send(subject, requestsOf(work, known, requestsATurn));
}

function speedOf(results: readonly Result[]): Speed {
  const times = results.flatMap((result) => result.times).sort((a, b) => a - b);
  return {
    perSecond: median(results.map(({ ms, times: { length } }) => (length * 1000) / ms)),
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

process.exit(await main());
