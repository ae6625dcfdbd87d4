import type * as FileSystem from "node:fs";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
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

interface Death {
  copy: string;
  /** Changes that were answered by then. */
  answered: number;
}

/** What a death at each moment of `work` leaves, and one after it: copies of the folder. */
async function deathsIn(work: (answered: () => void) => unknown): Promise<Death[]> {
  const deaths: Death[] = [];
  let answered = 0;
  moment.come = () => {
    const copy = join(folder, `copy-${deaths.length}`);
    // Copying changes files too.
    const { come } = moment;
    moment.come = () => {};
    cpSync(data, copy, { recursive: true });
    moment.come = come;
    deaths.push({ copy, answered });
  };
  await work(() => (answered += 1));
  moment.come();
  moment.come = () => {};
  return deaths;
}

/** What is there after each death, in their order; each goes on from there, and leaves no other file. */
function statesAfter(deaths: readonly Death[]): string[] {
  return deaths.map(({ copy }) => {
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

/** Of the states in their order: after so many answered changes it is that one, or the next, which is being made. */
function expectEach(deaths: readonly Death[], states: readonly string[]): void {
  const found = statesAfter(deaths).map((state) => states.indexOf(state));
  deaths.forEach(({ answered }, index) => {
    expect([answered, answered + 1]).toContain(found[index]);
  });
  expect(new Set(found).size).toBe(states.length);
}

describe("a death at any moment of", () => {
  it("the first start leaves a folder from which one begins with the demo members", async () => {
    let first = "";
    const deaths = await deathsIn(() => {
      const emulator = open(data);
      first = held(emulator);
      emulator.close();
    });
    const withoutTime = (state: string) => state.replace(/^\["crash",0,\d+/, "");
    const states = new Set(statesAfter(deaths).map(withoutTime));
    expect([...states]).toEqual([withoutTime(first)]);
  });

  it.each([
    ["a reset", (emulator: Emulator) => emulator.reset()],
    ["an import", (emulator: Emulator) => emulator.replace(seededState("b", 20))],
    ["a change", (emulator: Emulator) => add(emulator)],
  ])("%s leaves what was before, or all that comes after", async (_, work) => {
    const emulator = open(data);
    emulator.replace(seededState("a", 20));
    add(emulator);
    const before = held(emulator);
    const deaths = await deathsIn((answered) => {
      work(emulator);
      answered();
    });
    const after = held(emulator);
    emulator.close();
    expectEach(deaths, [before, after]);
  });

  it("a compaction leaves all that was answered while it went on", async () => {
    const emulator = open(data);
    emulator.replace(seededState("a", 5));
    const { store, programs } = emulator.site;
    const [one] = programs.inOrder();
    const rename = (displayName: string) => {
      store.transact(() => one && programs.put({ ...one, displayName }));
    };
    for (let puts = store.size; puts < 2 * store.size + 990; puts += 1) rename(`No. ${puts}`);
    const states = [held(emulator)];
    const isCompacting = () => readdirSync(data).includes("journal.jsonl.compact");
    let hasBegun = false;
    const deaths = await deathsIn(async (answered) => {
      for (let count = 0; count < 100 && !(hasBegun && !isCompacting()); count += 1) {
        if (count % 5 === 0) add(emulator);
        else rename(`Last ${count}`);
        states.push(held(emulator));
        answered();
        hasBegun ||= isCompacting();
        await new Promise(setImmediate);
      }
    });
    emulator.close();
    expect([hasBegun, isCompacting()]).toEqual([true, false]);
    const compacting = deaths.filter(({ copy }) => existsSync(join(copy, "journal.jsonl.compact")));
    expect(new Set(compacting.map(({ answered }) => answered)).size).toBeGreaterThan(8);
    expect(statSync(join(data, "journal.jsonl")).size).toBeLessThan(300_000);
    expectEach(deaths, states);
  });

  it("a reset while the journal is compacted leaves what was before, or the demo members", async () => {
    const emulator = open(data);
    for (let count = 0; count < 1_200; count += 1) add(emulator, "x".repeat(20_000));
    await expect.poll(() => readdirSync(data)).toContain("journal.jsonl.compact");
    const before = held(emulator);
    const deaths = await deathsIn((answered) => {
      emulator.reset();
      answered();
    });
    const after = held(emulator);
    await expect.poll(() => readdirSync(data)).not.toContain("journal.jsonl.compact");
    emulator.close();
    expectEach([...deaths, { copy: data, answered: 1 }], [before, after]);
  });
});
