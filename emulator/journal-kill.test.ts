import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startEmulator } from "./start";
import { enrol, given, newGuid, raw, type Sdk, sdk, studio } from "./testing/client";
import { control } from "./testing/control";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "emulator-"));
});
afterEach(() => rmSync(data, { recursive: true }));

/** What was answered, and so must be there: of each program the displayName last set, and what each transaction gave. */
interface Answered {
  programs: Map<string, { revision: number; displayName: string | undefined }>;
  transactions: Map<string, string>;
  deleted: Set<string>;
}

async function launch() {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", new URL("main.ts", import.meta.url).pathname],
    {
      env: { ...process.env, EMULATOR_PORT: "0", EMULATOR_DATA: data },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [line] = await once(createInterface(child.stdout), "line");
  return { child, url: given(/http:\/\/[\d.]+:\d+/.exec(String(line)))[0] };
}

type Place = Awaited<ReturnType<typeof studio>>;

/** One member's life: provision, redeem, adjust, rename, and an item that is made and deleted. */
async function live(wix: Sdk, place: Place, answered: Answered): Promise<void> {
  const { namespace, programDefinitionId } = place;
  const { program } = await enrol(wix, { programDefinitionId }, { namespace });
  const id = given(program?._id);
  answered.programs.set(id, { revision: 1, displayName: undefined });
  const [pool] = (await wix.pools.queryPools().eq("programId", id).find()).items;
  const poolId = given(pool?._id);
  const { transactionId } = await wix.balances.changeBalance(poolId, newGuid(), {
    type: "ADJUST",
    adjustOptions: { value: "0.25" },
  });
  answered.transactions.set(given(transactionId), "0.25");
  const renamed = await wix.programs.updateProgram(id, {
    revision: given((await wix.programs.getProgram(id)).revision),
    displayName: `No. ${id}`,
  });
  answered.programs.set(id, { revision: Number(renamed.revision), displayName: `No. ${id}` });
  const item = await wix.items.createItem({
    namespace,
    itemSetId: newGuid(),
    externalId: newGuid(),
    providerAppId: newGuid(),
  });
  await wix.items.deleteItem(given(item._id));
  answered.deleted.add(given(item._id));
}

/** Compares all that was answered with what is there. */
async function check(wix: Sdk, { programs, transactions, deleted }: Answered): Promise<void> {
  for (const [id, { revision, displayName }] of programs) {
    const found = await wix.programs.getProgram(id);
    expect(Number(found.revision)).toBeGreaterThanOrEqual(revision);
    expect(found.displayName ?? "").toContain(displayName ?? "");
  }
  for (const [id, amount] of transactions) {
    expect((await wix.transactions.getTransaction(id)).amount).toBe(amount);
  }
  const ids = [...deleted];
  for (let at = 0; at < ids.length; at += 50) {
    const found = await wix.items
      .queryItems()
      .in("_id", ids.slice(at, at + 50))
      .find();
    expect(found.items).toEqual([]);
  }
}

it(
  "has after each of five kill -9 under mixed load all that was answered until then",
  { timeout: 180_000 },
  async () => {
    const answered: Answered = { programs: new Map(), transactions: new Map(), deleted: new Set() };
    let place: Place | undefined;
    for (const round of [1, 2, 3, 4, 5]) {
      const { child, url } = await launch();
      const dying = once(child, "exit");
      const wix = sdk({ url });
      place ??= await studio(wix);
      const there = place;
      await check(wix, answered);
      const goal = answered.deleted.size + 10 + round;
      const worker = async () => {
        while (child.exitCode === null && !child.killed) {
          const isWhole = await live(wix, there, answered).then(
            () => true,
            () => false,
          );
          // An answer that never came may or may not have happened; one that did not fit is a failure.
          if (!isWhole && !child.killed) throw new Error("a request was refused");
          if (answered.deleted.size >= goal) child.kill("SIGKILL");
        }
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
      expect((await dying)[1]).toBe("SIGKILL");
    }
    const emulator = await startEmulator({ port: 0, data });
    try {
      await check(sdk(emulator), answered);
      expect(answered.deleted.size).toBeGreaterThanOrEqual(55);
    } finally {
      await emulator.close();
    }
  },
);

const large = { namespaces: { "@a/b": { text: "x".repeat(900_000) } } };

/** Grows the journal until it is compacted: each line is far larger than what there is. */
async function grow(wix: Sdk): Promise<void> {
  const made = { namespace: "n", externalId: newGuid() };
  let { _id, revision } = await wix.programDefinitions.createProgramDefinition(made);
  for (let count = 0; count < 60; count += 1) {
    const change = { revision: given(revision), extendedFields: large };
    ({ _id, revision } = await wix.programDefinitions.updateProgramDefinition(given(_id), change));
  }
}

type Url = { url: string };
const seed = (place: Url, programs: number) => control(place, "seed", { seed: "a", programs });

it.each([
  ["an import", (place: Url) => seed(place, 1_500), 1_500],
  ["a reset", (place: Url) => control(place, "reset", undefined, "POST"), 0],
  ["a compaction", (place: Url) => grow(sdk(place)), 1_000],
])(
  "has after a kill -9 within %s what was before or what comes after",
  async (_, work, programs) => {
    const { child, url } = await launch();
    await seed({ url }, 1_000);
    const dying = once(child, "exit");
    const watching = watch(data, (_event, file) => {
      if (file?.startsWith("journal.jsonl.")) child.kill("SIGKILL");
    });
    const outcome = await work({ url }).then(
      () => "answered",
      () => "cut",
    );
    if (outcome === "answered") child.kill("SIGKILL");
    await dying;
    watching.close();
    const emulator = await startEmulator({ port: 0, data });
    try {
      const { json } = await raw(emulator, "/__emulator/entities");
      const held = JSON.stringify(json);
      expect([1_000, programs].some((n) => held.includes(`"programs","count":${n}}`))).toBe(true);
      expect(held).not.toContain('"members","count":0}');
      await sdk(emulator).programDefinitions.createProgramDefinition({
        namespace: "n",
        externalId: newGuid(),
      });
    } finally {
      await emulator.close();
    }
  },
);
