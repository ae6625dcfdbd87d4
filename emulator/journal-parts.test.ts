import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Journal } from "./journal";
import { Store } from "./state/store";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function opened() {
  const journal = new Journal(folder);
  const store = new Store({ realTime: () => 1_000, commit: (changes) => journal.append(changes) });
  const things = store.collection<{ id: string }>("things", {});
  if (!journal.load(store)) {
    store.clear("seed");
    journal.replace(store, { isForced: false });
  }
  return { journal, store, things };
}

const count = 12_345;

/** One transaction before, and one of many things, which also deletes. */
function filled() {
  const { journal, store, things } = opened();
  store.transact(() => things.put({ id: "first" }));
  store.transact(() => {
    things.delete("first");
    for (let id = 0; id < count; id += 1) things.put({ id: String(id) });
  });
  journal.close();
  return { contents: store.contents(), counters: store.counters, path: journal.path };
}

describe("a transaction of very many things", () => {
  it("is in many lines, and a replay gives it back", () => {
    const { contents, counters, path } = filled();
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(lines.length).toBe(2 + 1 + Math.ceil(count / 500) + 1);
    const { journal, store } = opened();
    expect(store.contents()).toEqual(contents);
    expect(store.counters).toEqual(counters);
    journal.close();
  });

  it("of which the last line was not written has not happened, and the journal goes on before it", () => {
    const { path } = filled();
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.slice(0, text.trimEnd().lastIndexOf("\n") + 1));
    const { journal, store, things } = opened();
    expect(things.inOrder()).toEqual([{ id: "first" }]);
    store.transact(() => things.put({ id: "second" }));
    journal.close();
    const again = opened();
    expect(again.things.inOrder()).toEqual([{ id: "first" }, { id: "second" }]);
    again.journal.close();
  });
});
