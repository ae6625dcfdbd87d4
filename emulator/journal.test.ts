import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "./start";
import { enrol, given, newGuid, raw, refusalOf, type Sdk, studio } from "./testing/client";
import { control, exported } from "./testing/control";
import { withEmulator, type Work } from "./testing/emulated";

let data: string;
let path: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "emulator-"));
  path = join(data, "journal.jsonl");
});
afterEach(() => rmSync(data, { recursive: true }));

const running = <T>(work: Work<T>, options: { delayMs?: number; seed?: string } = {}) =>
  withEmulator({ data, ...options }, work);

const create = (wix: Sdk, externalId = newGuid()) =>
  wix.programDefinitions.createProgramDefinition({ namespace: "n", externalId });
const all = async (wix: Sdk) =>
  (await wix.programDefinitions.queryProgramDefinitions().limit(100).find()).items;
const contents = async (emulator: RunningEmulator) => {
  const { json } = await raw(emulator, "/__emulator/export");
  return typeof json === "object" && json !== null && "collections" in json
    ? json.collections
    : undefined;
};
const lines = () => readFileSync(path, "utf8").trimEnd().split("\n");

describe("the journal", () => {
  it("gives back after a restart what was there, cursors and credentials included", async () => {
    const before = await running(async (wix, emulator) => {
      const { namespace, programDefinitionId, poolDefinitionId } = await studio(wix);
      await enrol(wix, { programDefinitionId }, { namespace });
      await create(wix);
      await wix.poolDefinitions.deletePoolDefinition(poolDefinitionId, "IMMEDIATELY");
      const first = await wix.programDefinitions.queryProgramDefinitions().limit(1).find();
      return { state: await contents(emulator), cursor: given(first.cursors.next) };
    });
    await running(async (wix, emulator) => {
      expect(await contents(emulator)).toEqual(before.state);
      const next = wix.programDefinitions.queryProgramDefinitions().skipTo(before.cursor);
      expect((await next.find()).items).toHaveLength(1);
      const { _id } = await create(wix);
      expect(JSON.stringify(before.state)).not.toContain(_id);
    });
  });

  it("has one line for a request that changed something, none for one that did not", async () => {
    await running(async (wix) => {
      const { namespace, programDefinitionId } = await studio(wix);
      const start = lines().length;
      await all(wix);
      await refusalOf(create(wix, "x"));
      expect(lines()).toHaveLength(start);
      await enrol(wix, { programDefinitionId }, { namespace });
      expect(lines()).toHaveLength(start + 1);
    });
  });

  it("finishes after a restart what was provisioning before it", async () => {
    const id = await running(
      async (wix) => {
        const { namespace, programDefinitionId } = await studio(wix);
        const { program } = await enrol(wix, { programDefinitionId }, { namespace });
        expect((await wix.programs.getProgram(given(program?._id))).status).toBe("PROVISIONING");
        return given(program?._id);
      },
      { delayMs: 1_500 },
    );
    await running(async (wix) => {
      const status = async () => (await wix.programs.getProgram(id)).status;
      await expect.poll(status, { timeout: 5_000 }).toBe("ACTIVE");
    });
  });

  it("never gives one request id twice, not after a restart", async () => {
    const ids: (string | null)[] = [];
    for (const _ of [1, 2, 3]) {
      await running(async (_wix, emulator) => {
        ids.push((await raw(emulator, "/nothing")).headers.get("x-wix-request-id"));
      });
    }
    expect(new Set(ids).size).toBe(3);
  });

  it("begins anew at a reset", async () => {
    await running(async (wix, emulator) => {
      await create(wix);
      emulator.reset();
    });
    await running(async (wix) => {
      expect(await all(wix)).toEqual([]);
      expect((await wix.members.queryMembers().find()).totalCount).toBeGreaterThan(39);
    });
  });

  it.each(['{"counters":', '{"counters":{"ids":1,"time":1,"starts":1}}'])(
    "drops the torn last line %j and goes on behind it",
    async (torn) => {
      await running((wix) => create(wix));
      const whole = readFileSync(path);
      appendFileSync(path, torn);
      await running(async (wix) => {
        expect(await all(wix)).toHaveLength(1);
        await create(wix);
      });
      expect(readFileSync(path).subarray(0, whole.length)).toEqual(whole);
      await running(async (wix) => expect(await all(wix)).toHaveLength(2));
    },
  );

  it.each([
    "not json",
    "{}",
    '{"counters":{"ids":1,"time":1,"starts":1},"put":{"ghosts":[{"id":"1"}]}}',
  ])("refuses to start on the broken line %j, names it, and overwrites nothing", async (broken) => {
    await running((wix) => create(wix));
    const [header, ...rest] = lines();
    const content = `${[header, rest[0], broken, ...rest.slice(1)].join("\n")}\n`;
    writeFileSync(path, content);
    await expect(startEmulator({ port: 0, data })).rejects.toThrow(/Line 3 of .* is broken/);
    expect(readFileSync(path, "utf8")).toBe(content);
  });

  it.each(["", "hello", '{"format":"another/9","seed":"s"}\n'])(
    "refuses a file that begins with %j",
    async (content) => {
      writeFileSync(path, content);
      await expect(startEmulator({ port: 0, data })).rejects.toThrow(/Line 1 of .* is broken/);
      expect(readFileSync(path, "utf8")).toBe(content);
    },
  );

  it("is compacted while it runs when most of it is history, and says the same after", async () => {
    const before = await running(async (wix, emulator) => {
      const { _id } = await create(wix);
      for (let revision = 1; revision <= 1_200; revision += 1) {
        await wix.programDefinitions.updateProgramDefinition(given(_id), {
          revision: String(revision),
          displayName: `No. ${revision}`,
        });
      }
      return contents(emulator);
    });
    expect(lines().length).toBeLessThan(200);
    await running(async (wix, emulator) => {
      expect(await contents(emulator)).toEqual(before);
      await create(wix);
    });
    await running(async (wix) => expect(await all(wix)).toHaveLength(2));
  });

  it("is compacted at start when most of it is history, and says the same after", async () => {
    const before = await running(async (wix, emulator) => {
      await create(wix);
      return contents(emulator);
    });
    appendFileSync(path, `${lines().at(-1)}\n`.repeat(1_200));
    await running(async (wix, emulator) => {
      expect(await contents(emulator)).toEqual(before);
      expect(lines().length).toBeLessThan(20);
      await create(wix);
    });
    await running(async (wix) => expect(await all(wix)).toHaveLength(2));
  });

  it("gives a place in the order that was once given to none after it, also when it is compacted", async () => {
    const cursor = await running(async (wix) => {
      const ids = [];
      for (let count = 0; count < 4; count += 1) ids.push(given((await create(wix))._id));
      const first = await wix.programDefinitions.queryProgramDefinitions().limit(3).find();
      for (const id of ids.slice(1)) await wix.programDefinitions.deleteProgramDefinition(id);
      return given(first.cursors.next);
    });
    // Much history, of what is there anyway.
    const line = lines().at(-1) ?? "";
    const first = lines().find((one) => one.includes('"programDefinitions":[{')) ?? "";
    appendFileSync(path, `${first}\n`.repeat(1_300) + `${line}\n`);
    const { size } = statSync(path);
    await running(async () => expect(statSync(path).size).toBeLessThan(size));
    await running(async (wix) => {
      const { _id } = await create(wix);
      const next = await wix.programDefinitions.queryProgramDefinitions().skipTo(cursor).find();
      expect(next.items.map((found) => found._id)).toEqual([_id]);
    });
  });

  it.each(["reset", "import", "restore"])(
    "refuses after a %s, and a restart, a cursor from before it, with the same seed too",
    async (what) => {
      const first = (wix: Sdk) => wix.programDefinitions.queryProgramDefinitions().limit(1).find();
      const use = (wix: Sdk, cursor: string) =>
        refusalOf(wix.programDefinitions.queryProgramDefinitions().skipTo(cursor).find());
      const options = { seed: "the-same" };
      const cursor = await running(async (wix, emulator) => {
        await create(wix);
        await create(wix);
        const before = given((await first(wix)).cursors.next);
        const document = await exported(emulator);
        await control(emulator, "snapshots/one", undefined, "PUT");
        if (what === "reset") emulator.reset();
        if (what === "import") await control(emulator, "import", document);
        if (what === "restore") await control(emulator, "snapshots/one/restore", {});
        await create(wix);
        await create(wix);
        expect(await use(wix, before)).toMatchObject({ status: 400 });
        return before;
      }, options);
      await running(async (wix) => {
        expect(await use(wix, cursor)).toMatchObject({ status: 400 });
      }, options);
    },
  );

  it("holds what a request did whose answer was dropped", async () => {
    const externalId = newGuid();
    await running(async (wix, emulator) => {
      const method = "programDefinitions.createProgramDefinition";
      await raw(emulator, "/__emulator/faults", { body: { method, drop: "after" } });
      await expect(create(wix, externalId)).rejects.toThrow("System error occurred");
    });
    await running(async (wix) => {
      expect((await all(wix)).map((found) => found.externalId)).toEqual([externalId]);
    });
  });
});
