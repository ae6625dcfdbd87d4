import { cpus } from "node:os";
import type { Work } from "./work";

/** Requests a second and the slowest hundredth, of one kind of request at one size. */
export interface Speed {
  perSecond: number;
  p99: number;
}

export interface Findings {
  loads: readonly [number, number];
  sizes: readonly [number, number];
  speeds: { work: Work; small: Speed; large: Speed }[];
  coldStartMs: number;
  renewMs: number;
  resetMs: number;
  loadMs: number;
}

/** At the large size, of the time at the small one. */
const ratioMax = 1.3;
const grows: readonly Work[] = ["get a program", "query pools by member"];
const perSecondMin: Partial<Record<Work, number>> = { "get a program": 3_000, provision: 1_500 };
const timesMax = { coldStartMs: 300, renewMs: 60_000, resetMs: 50, loadMs: 5_000 };

export const ratioOf = ({ small, large }: Findings["speeds"][number]) =>
  small.perSecond / large.perSecond;

/** Each aim that is missed, in words. */
export function missedAims(findings: Findings): string[] {
  const { speeds, coldStartMs, renewMs, resetMs, loadMs } = findings;
  const over = (what: string, found: number, most: number) =>
    found > most ? [`${what}: ${found.toFixed(0)} ms, at most ${most} ms`] : [];
  return [
    ...speeds.flatMap((speed) => {
      const { work, large } = speed;
      const least = perSecondMin[work] ?? 0;
      const ratio = ratioOf(speed);
      return [
        ...(grows.includes(work) && ratio > ratioMax
          ? [`${work}: ${ratio.toFixed(2)} × as slow, at most ${ratioMax} ×`]
          : []),
        ...(large.perSecond < least
          ? [`${work}: ${large.perSecond.toFixed(0)} a second, at least ${least}`]
          : []),
      ];
    }),
    ...over("cold start", coldStartMs, timesMax.coldStartMs),
    ...over("renewals of ten years", renewMs, timesMax.renewMs),
    ...over("reset", resetMs, timesMax.resetMs),
    ...over("load of the journal", loadMs, timesMax.loadMs),
  ];
}

const [begin, end] = ["<!-- bench:emulator begins -->", "<!-- bench:emulator ends -->"];

/** The text with this part in it, in the place of the last one, or at its end. */
export function withPart(text: string, part: string): string {
  const whole = `${begin}\n\n${part}\n${end}`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) return `${text.trimEnd()}\n\n${whole}\n`;
  return text.slice(0, from) + whole + text.slice(to + end.length);
}

/** What `withPart` has put into a text; "" when there is none. */
export function partOf(text: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  return from < 0 || to < from ? "" : text.slice(from, to + end.length);
}

export function report(findings: Findings, missed: readonly string[], date: string): string {
  const { loads, sizes, speeds, coldStartMs, renewMs, resetMs, loadMs } = findings;
  const [small, large] = sizes.map((size) => size.toLocaleString("en"));
  const rows = speeds.map((speed) => {
    const { work } = speed;
    const cells = [speed.small, speed.large].flatMap(({ perSecond, p99 }) => [
      perSecond.toFixed(0),
      `${p99.toFixed(1)} ms`,
    ]);
    return `| ${[work, ...cells, `${ratioOf(speed).toFixed(2)} ×`].join(" | ")} |`;
  });
  const times = [
    [
      "cold start, from the spawn to the first answer, median of five",
      coldStartMs,
      timesMax.coldStartMs,
    ],
    [`renewal of ${large} programs, monthly for ten years`, renewMs, timesMax.renewMs],
    ["reset", resetMs, timesMax.resetMs],
    [`load of a journal of ${large} programs`, loadMs, timesMax.loadMs],
  ].map(([what, ms, most]) => `| ${what} | ${Number(ms).toFixed(0)} ms | ${most} ms |`);
  return `## Emulator

Measured by \`npm run bench:emulator\` on ${date}, on a machine with ${cpus().length} cores and Node ${process.versions.node}, over HTTP with a
journal, by one process on 8 connections. Load at the beginning ${loads[0].toFixed(1)}, at the end ${loads[1].toFixed(1)}: far above 1, other work on
the machine is in the figures. Both sizes run at once and are asked in turns: the median of the turns. It ends with 1 when an
aim is missed: ${ratioMax} × for a get and a query by an indexed field, 3,000 gets and 1,500 provisions a second.

${missed.length === 0 ? "All aims are met." : `**Missed:** ${missed.join("; ")}.`}

| request | a second, ${small} programs | p99 | a second, ${large} programs | p99 | ${small} : ${large} |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

| time | found | aim |
| --- | --- | --- |
${times.join("\n")}
`;
}
