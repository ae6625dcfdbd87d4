import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseAssumptions } from "../assumptions";
import type { Job } from "./jobs";
import { Site } from "./site";
import { Store } from "./store";

function empty() {
  const store = new Store({ realTime: () => 0, commit: () => {} });
  return new Site(store, chooseAssumptions(), 0);
}

const job = (id: string, due: number): Job => ({
  id,
  createdDate: new Date(0).toISOString(),
  dueDate: new Date(due).toISOString(),
  status: "INITIALIZED",
  work: { kind: "END_POOLS", poolIds: [] },
});

describe("the schedule", () => {
  it("gives jobs by when they are due, then by when they were scheduled, and each once", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 40 }), fc.nat(10), (dues, by) => {
        const { store, jobs, schedule } = empty();
        dues.forEach((due, index) => store.transact(() => jobs.put(job(String(index), due))));
        const taken: string[] = [];
        for (let next = schedule.dueBy(by); next; next = schedule.dueBy(by)) {
          const done = next.job;
          taken.push(done.id);
          store.transact(() => jobs.put({ ...done, status: "FINISHED" }));
        }
        const expected = dues
          .map((due, index) => ({ due, id: String(index) }))
          .filter(({ due }) => due <= by)
          .toSorted((a, b) => a.due - b.due)
          .map(({ id }) => id);
        expect(taken).toEqual(expected);
        const left = dues.filter((due) => due > by);
        expect(schedule.nextDue).toBe(left.length > 0 ? Math.min(...left) : undefined);
      }),
    );
  });

  it("has a job again that failed, and not one that was taken back or cleared", () => {
    const { store, jobs, schedule } = empty();
    store.transact(() => jobs.put(job("1", 5)));
    const failing = (work: () => unknown) => () =>
      store.transact(() => {
        work();
        throw new Error("no");
      });
    expect(failing(() => jobs.put({ ...job("1", 5), status: "FINISHED" }))).toThrow("no");
    expect(failing(() => jobs.put(job("2", 1)))).toThrow("no");
    expect(schedule.dueBy(9)?.job.id).toBe("1");
    expect(schedule.dueBy(4)).toBeUndefined();
    store.clear("seed");
    expect(schedule.dueBy(9)).toBeUndefined();
  });

  it("knows after a replay what is due", () => {
    const { store, schedule } = empty();
    store.replay({ counters: store.counters, put: { jobs: [job("1", 5)] } });
    expect(schedule.dueBy(5)?.due).toBe(5);
  });
});
