import type { Collection } from "./collection";
import type { Job } from "./jobs";

interface Entry {
  due: number;
  /** Of two that are due at once the one that was scheduled first comes first. */
  order: number;
  id: string;
}

/** Jobs that have not run, by when they are due: a binary heap, so that a look costs nothing when nothing is due. */
export class Schedule {
  readonly #heap: Entry[] = [];
  #added = 0;

  constructor(
    private readonly jobs: Collection<Job>,
    private readonly delays: "emulated" | "real",
  ) {
    jobs.watch((job) => {
      if (job.status === "INITIALIZED") this.#add(job);
    });
  }

  /** When the next job is due, in milliseconds since 1970. */
  get nextDue(): number | undefined {
    return this.#next()?.due;
  }

  /** The first of the jobs that are due by then; the same one until it has run. */
  dueBy(time: number): { job: Job; due: number } | undefined {
    const next = this.#next();
    const job = next && this.jobs.get(next.id);
    return next && job && next.due <= time ? { job, due: next.due } : undefined;
  }

  /** Entries of jobs that ran, were taken back or cleared are dropped here. */
  #next(): Entry | undefined {
    for (;;) {
      const [first] = this.#heap;
      if (!first) return undefined;
      const job = this.jobs.get(first.id);
      if (job?.status === "INITIALIZED" && this.#dueOf(job) === first.due) return first;
      this.#removeFirst();
    }
  }

  #dueOf({ dueDate, realDueDate }: Job): number {
    return Date.parse(this.delays === "real" ? (realDueDate ?? dueDate) : dueDate);
  }

  #add(job: Job): void {
    const heap = this.#heap;
    const entry = { due: this.#dueOf(job), order: (this.#added += 1), id: job.id };
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const above = Math.floor((place - 1) / 2);
      const parent = heap[above];
      if (!parent || !isBefore(entry, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = entry;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const entry = heap.pop();
    if (!entry || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!child || !isBefore(child, entry)) break;
      heap[place] = child;
      place = 2 * place + (isRight ? 2 : 1);
    }
    heap[place] = entry;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
