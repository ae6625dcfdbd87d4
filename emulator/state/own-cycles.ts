import { type Duration, later } from "../duration";
import { isRenewing } from "./jobs";
import type { Program } from "./programs";
import type { Site } from "./site";

/** From when to when programs are renewed, both included. */
export interface CycleRange {
  every: Duration;
  from: number;
  to: number;
  /** All namespaces when it is missing. */
  namespace?: string;
}

/** Which cycles of a program are within a time, and when each is. */
export interface OwnCycles {
  count: number;
  timeOf: (index: number) => number;
}

/** assumed (billing-cycles): the ACTIVE programs that have a cycle within the time. One that is being renewed is left out. */
export function* dueIn(
  site: Site,
  { every, from, to, namespace }: CycleRange,
): Generator<{ program: Program; cycles: OwnCycles }> {
  const programs =
    namespace === undefined ? site.programs.inOrder() : site.programs.find("namespace", namespace);
  for (const program of programs) {
    if (program.status !== "ACTIVE" || isRenewing(site, program.id)) continue;
    const cycles = cyclesOf(program, every, from, to);
    if (cycles.count > 0) yield { program, cycles };
  }
}

const dayMs = 86_400_000;

/** A month is as long as it is on average. */
export function averageMs({ months, ms }: Duration): number {
  return months * 30.436875 * dayMs + ms;
}

function cyclesOf(program: Program, every: Duration, from: number, to: number): OwnCycles {
  const anchor = Date.parse(program.createdDate);
  const first = cycleFrom(anchor, every, from);
  return {
    count: cycleFrom(anchor, every, to + 1) - first,
    timeOf: (index) => later(anchor, every, first + index),
  };
}

/** The number of the first cycle that is not before a time; the first of all is 1. */
function cycleFrom(anchor: number, every: Duration, time: number): number {
  let cycle = Math.max(1, Math.floor((time - anchor) / averageMs(every)) - 1);
  while (cycle > 1 && later(anchor, every, cycle) >= time) cycle -= 1;
  while (later(anchor, every, cycle) < time) cycle += 1;
  return cycle;
}
