import { describe, expect, it } from "vitest";
import { type Changes, Store } from "./store";

interface Thing {
  id: string;
  colour?: string;
  deep?: { list: number[] };
}

function setUp() {
  const lines: Changes[] = [];
  const world = { time: 1_000, isDiskFull: false };
  const store = new Store({
    realTime: () => world.time,
    commit: (changes) => {
      if (world.isDiskFull) throw new Error("disk full");
      lines.push(structuredClone(changes));
    },
  });
  const things = store.collection<Thing>("things", { colour: ({ colour }) => colour });
  store.clear("seed");
  store.transact(() => {
    things.put({ id: "1", colour: "red" });
    things.put({ id: "2", colour: "red" });
  });
  const snapshot = () => ({
    contents: store.contents(),
    counters: { ...store.counters },
    red: things.find("colour", "red"),
    blue: things.find("colour", "blue"),
  });
  return { store, things, lines, world, snapshot };
}

const everything = ({ store, things }: ReturnType<typeof setUp>) => {
  things.put({ id: "2", colour: "blue" });
  things.put({ id: "2", colour: "green" });
  things.delete("1");
  things.put({ id: store.newId(), colour: "blue" });
};

describe("a transaction", () => {
  it("that throws takes back every write, index entry, id and tick, and journals nothing", () => {
    const place = setUp();
    const before = place.snapshot();
    place.world.time = 2_000;
    const failing = () =>
      place.store.transact(() => {
        everything(place);
        throw new Error("late refusal");
      });
    expect(failing).toThrow("late refusal");
    expect(place.snapshot()).toEqual(before);
    expect(place.lines).toHaveLength(1);
  });

  it("that can't be journalled has not happened", () => {
    const place = setUp();
    const before = place.snapshot();
    place.world.isDiskFull = true;
    expect(() => place.store.transact(() => everything(place))).toThrow("disk full");
    expect(place.snapshot()).toEqual(before);
  });

  it("journals one line, and a replay of the lines is the same state", () => {
    const place = setUp();
    place.store.transact(() => everything(place));
    expect(place.lines).toHaveLength(2);
    const other = setUp();
    other.store.clear("seed");
    for (const line of place.lines) other.store.replay(line);
    expect(other.snapshot()).toEqual(place.snapshot());
  });

  it("that only reads journals nothing", () => {
    const { store, things, lines } = setUp();
    expect(store.transact(() => things.get("1")?.colour)).toBe("red");
    expect(lines).toHaveLength(1);
  });

  it("keeps the rest when an attempt within it throws", () => {
    const place = setUp();
    const { store, things } = place;
    const before = place.snapshot();
    store.transact(() => {
      const failing = () =>
        store.attempt(() => {
          everything(place);
          throw new Error("this one not");
        });
      expect(failing).toThrow("this one not");
      things.put({ id: "3", colour: "blue" });
    });
    expect(place.snapshot()).toEqual({
      ...before,
      counters: { ...before.counters, changes: 2 },
      contents: { things: [...(before.contents.things ?? []), { id: "3", colour: "blue" }] },
      blue: [{ id: "3", colour: "blue" }],
    });
    expect(place.lines[1]?.put).toEqual({ things: [{ id: "3", colour: "blue" }] });
    expect(() => store.attempt(() => 1)).toThrow("outside a transaction");
  });

  it("is the only place to write or draw ids in, and does not nest", () => {
    const { store, things } = setUp();
    expect(() => things.put({ id: "3" })).toThrow("outside a transaction");
    expect(() => things.delete("1")).toThrow("outside a transaction");
    expect(() => store.newId()).toThrow("outside a transaction");
    const nested = () => store.transact(() => store.transact(() => 1));
    expect(nested).toThrow("do not nest");
    expect(things.size).toBe(2);
  });

  it("never runs before the latest change, whatever the real clock says", () => {
    const { store, things, world } = setUp();
    world.time = 500;
    expect(store.transact(() => store.now)).toBe(new Date(1_000).toISOString());
    const early = store.transact(() => things.put({ id: store.now }), 10);
    expect(early.id).toBe(new Date(1_000).toISOString());
  });
});

describe("what is stored", () => {
  it("can't be changed in place, nor through what was given", () => {
    const { store, things } = setUp();
    const given = { id: "3", colour: undefined, deep: { list: [1] } };
    store.transact(() => things.put(given));
    given.deep.list.push(2);
    const stored = things.get("3");
    expect(stored).toStrictEqual({ id: "3", deep: { list: [1] } });
    expect(() => stored?.deep?.list.push(2)).toThrow(TypeError);
  });
});
