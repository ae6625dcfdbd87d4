import type * as FileSystem from "node:fs";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withDefaults } from "./config";
import { Emulator } from "./emulator";
import { seededState } from "./seed/seeded-state";
import { fresh } from "./state/site";

/** Called before each change of a file, and in the middle of each that is written. */
const moment = vi.hoisted(() => ({ come: () => {} }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof FileSystem>();
  const noted = <A extends unknown[], R>(change: (...given: A) => R) => {
    return (...given: A): R => {
      moment.come();
      return change(...given);
    };
  };
  const writeSync = (file: number, bytes: Buffer, from = 0): number => {
    const half = Math.floor((bytes.length - from) / 2);
    moment.come();
    fs.writeSync(file, bytes, from, half);
    moment.come();
    return half + fs.writeSync(file, bytes, from + half);
  };
  return {
    ...fs,
    writeSync,
    closeSync: noted(fs.closeSync),
    fsyncSync: noted(fs.fsyncSync),
    ftruncateSync: noted(fs.ftruncateSync),
    linkSync: noted(fs.linkSync),
    openSync: noted(fs.openSync),
    renameSync: noted(fs.renameSync),
    rmSync: noted(fs.rmSync),
  };
});

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
  data = join(folder, "data");
});
afterEach(() => {
  moment.come = () => {};
  rmSync(folder, { recursive: true });
});

const open = (from: string) => new Emulator(withDefaults({ data: from, seed: "crash" }));

/** All that is held, but for how often it was started. */
function held({ site }: Emulator): string {
  const { seed, counters } = site.store;
  const { ids, time, changes, clock, generation } = counters;
  return JSON.stringify([seed, ids, time, changes, clock, generation, site.store.contents()]);
}

/** What a death at each moment of `work` leaves, and one after it: copies of the folder. */
function deathsIn(work: () => void): string[] {
  const copies: string[] = [];
  moment.come = () => {
    const copy = join(folder, `copy-${copies.length}`);
    // Copying changes files too.
    const { come } = moment;
    moment.come = () => {};
    cpSync(data, copy, { recursive: true });
    moment.come = come;
    copies.push(copy);
  };
  work();
  moment.come();
  moment.come = () => {};
  return copies;
}

/** What is there after each death, in their order; each goes on from there, and leaves no other file. */
function statesAfter(copies: readonly string[]): string[] {
  return copies.map((copy) => {
    const emulator = open(copy);
    const state = held(emulator);
    add(emulator);
    const after = held(emulator);
    emulator.close();
    const again = open(copy);
    expect(held(again) === after).toBe(true);
    again.close();
    expect(readdirSync(copy)).toEqual(["journal.jsonl"]);
    return state;
  });
}

function add({ site }: Emulator, displayName = "x"): void {
  site.store.transact(() =>
    site.programDefinitions.put({ ...fresh(site), namespace: "n", externalId: "e", displayName }),
  );
}

/** Begins with one state and ends with the other, and has no third between them. */
function expectTurn(states: readonly string[], before: string, after: string): void {
  const turn = states.findIndex((state) => state !== before);
  expect(states.length).toBeGreaterThan(1);
  expect(states.slice(0, turn).every((state) => state === before)).toBe(true);
  expect(states.slice(turn).every((state) => state === after)).toBe(true);
  expect(turn).toBeGreaterThan(0);
}

describe("a death at any moment of", () => {
  it("the first start leaves a folder from which one begins with the demo members", () => {
    let first = "";
    const copies = deathsIn(() => {
      const emulator = open(data);
      first = held(emulator);
      emulator.close();
    });
    const withoutTime = (state: string) => state.replace(/^\["crash",0,\d+/, "");
    const states = new Set(statesAfter(copies).map(withoutTime));
    expect([...states]).toEqual([withoutTime(first)]);
  });

  it.each([
    ["a reset", (emulator: Emulator) => emulator.reset()],
    ["an import", (emulator: Emulator) => emulator.replace(seededState("b", 20))],
    ["a change", (emulator: Emulator) => add(emulator)],
  ])("%s leaves what was before, or all that comes after", (_, work) => {
    const emulator = open(data);
    emulator.replace(seededState("a", 20));
    add(emulator);
    const before = held(emulator);
    const copies = deathsIn(() => work(emulator));
    const after = held(emulator);
    emulator.close();
    expectTurn(statesAfter(copies), before, after);
  });

  it("a compaction leaves what was before the last change, or after it", () => {
    const emulator = open(data);
    emulator.replace(seededState("a", 5));
    const { store, programs } = emulator.site;
    const [one] = programs.inOrder();
    const rename = (displayName: string) => {
      store.transact(() => one && programs.put({ ...one, displayName }));
    };
    for (let puts = store.size; puts < 2 * store.size + 990; puts += 1) rename(`No. ${puts}`);
    let before = "";
    let copies: string[] = [];
    const isCompacted = () =>
      copies.some((copy) => readdirSync(copy).includes("journal.jsonl.new"));
    for (let count = 0; count < 20 && !isCompacted(); count += 1) {
      for (const copy of copies) rmSync(copy, { recursive: true });
      before = held(emulator);
      copies = deathsIn(() => rename(`Last ${count}`));
    }
    const after = held(emulator);
    emulator.close();
    expect(isCompacted()).toBe(true);
    expectTurn(statesAfter(copies), before, after);
  });
});
