import { cpus } from "node:os";
import { rounds, warmUps, type Measured } from "./pages";
import type { Written } from "./writes";

export interface Starts {
  firstMs: number;
  laterMs: number;
}

export interface Findings {
  /** Processes that wanted to run, on average of the minute before the beginning and before the end. */
  loads: readonly [number, number];
  pages: Measured[];
  signInBytes: number;
  writes: Written[];
  starts: Starts;
}

/** Source: architecture.md, Budgets; start times: the launcher's promise. */
export const budgets = {
  p95Ms: 25,
  scriptBytes: 160_000,
  firstStartMs: 60_000,
  laterStartMs: 5_000,
};

/** Each budget that is broken, in words. */
export function brokenBudgets({ pages, signInBytes, writes, starts }: Findings): string[] {
  const over = (what: string, found: number, most: number, unit = "") =>
    found > most ? [`${what}: ${Number(found.toFixed(1))}${unit}, at most ${most}${unit}`] : [];
  return [
    ...pages.flatMap((page) => [
      ...over(`requests of ${page.route}`, page.requests, page.requestsMax),
      ...over(`p95 of ${page.route}`, page.p95, budgets.p95Ms, " ms"),
      ...over(`scripts of ${page.route}`, page.scriptBytes, budgets.scriptBytes, " bytes"),
    ]),
    ...over("scripts of /sign-in", signInBytes, budgets.scriptBytes, " bytes"),
    ...writes.flatMap((one) =>
      over(`requests to ${one.write}`, one.methods.length, one.requestsMax),
    ),
    ...over("first start", starts.firstMs, budgets.firstStartMs, " ms"),
    ...over("later start", starts.laterMs, budgets.laterStartMs, " ms"),
  ];
}

/** The whole report, as docs/performance.md has it. */
export function report(findings: Findings, broken: readonly string[], date: string): string {
  const { loads, pages, signInBytes, writes, starts } = findings;
  return `# Performance

Measured by \`npm run bench\` on ${date}, on a machine with ${cpus().length} cores and Node ${process.versions.node}: the
production build with the embedded PostgreSQL and the emulator, all on that machine. Load at the beginning ${loads[0].toFixed(1)},
at the end ${loads[1].toFixed(1)}: the measurement itself makes it 1 to 2; above that, other work is in the times. It ends with 1 when a budget is broken.

${broken.length === 0 ? "All budgets are kept." : `**Broken:** ${broken.join("; ")}.`}

## Pages

65 pools and programs, 50 rows on a page. Requests to Wix are counted in the emulator's log. Server time is the time from the
request to the last byte of the answer, still packed, as a client on the same machine sees it, less the time during which at
least one request to Wix was under way, as the portal's log tells (to the millisecond): ${rounds} requests of each page, one
after another and all pages in turns, when all were asked ${warmUps} times before; budget p95 ${budgets.p95Ms} ms. JavaScript is what the page's HTML loads at first, gzipped, without the scripts for
old browsers; budget ${kB(budgets.scriptBytes)}.

${table(
  ["page", "requests to Wix", "budget", "server time, median", "p95", "JavaScript"],
  [
    ...pages.map((page) => [
      `\`${page.route}\``,
      String(page.requests),
      String(page.requestsMax),
      ms(page.median),
      ms(page.p95),
      kB(page.scriptBytes),
    ]),
    ["`/sign-in`", "0", "0", "", "", kB(signInBytes)],
  ],
)}

## Writes

Requests to Wix from the sent form to its answer, counted in the emulator's log; where the form is shown again, without those
that its page takes anyway.

${table(
  ["write", "requests to Wix", "budget", "which"],
  writes.map(({ write, methods, requestsMax }) => [
    write,
    String(methods.length),
    String(requestsMax),
    methods.map((one) => `\`${one}\``).join(", "),
  ]),
)}

## Starts

From the command to the first page, whole.

${table(
  ["start", "time", "budget"],
  [
    ["first: build, database, migrations, demo data", seconds(starts.firstMs), "60 s"],
    ["later, median of three", seconds(starts.laterMs), "5 s"],
  ],
)}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

const ms = (value: number) => `${value.toFixed(1)} ms`;
const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
const kB = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
