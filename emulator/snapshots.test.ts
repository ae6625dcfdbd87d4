import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type RunningEmulator, startEmulator } from "./start";
import { newGuid, raw, sdk } from "./testing/client";
import { control, exported, refusedWith } from "./testing/control";

let emulator: RunningEmulator;
let data: string;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "emulator-"));
  emulator = await startEmulator({ port: 0, data });
});
afterEach(async () => {
  await emulator.close();
  rmSync(data, { recursive: true });
});

async function restart() {
  await emulator.close();
  emulator = await startEmulator({ port: 0, data });
}

const seed = (name: string, programs: number) =>
  control(emulator, "seed", { seed: name, programs });
const create = () =>
  sdk(emulator).programDefinitions.createProgramDefinition({
    namespace: "n",
    externalId: newGuid(),
  });

describe("snapshots", () => {
  const names = z.object({
    snapshots: z.array(z.object({ name: z.string(), savedDate: z.iso.datetime() })),
  });
  const listed = async () =>
    names.parse(await control(emulator, "snapshots")).snapshots.map(({ name }) => name);
  const save = (name: string) => control(emulator, `snapshots/${name}`, undefined, "PUT");
  const restore = (name: string) =>
    control(emulator, `snapshots/${name}/restore`, undefined, "POST");

  it.each(["in the data folder", "in memory"])(
    "are saved, restored, listed, deleted %s",
    async (where) => {
      const isKept = where === "in the data folder";
      if (!isKept) {
        await emulator.close();
        emulator = await startEmulator({ port: 0 });
      }
      await seed("a", 5);
      const before = await exported(emulator);
      await save("b.1");
      await create();
      await save("a");
      await control(emulator, "reset", undefined, "POST");
      if (isKept) await restart();
      expect(await listed()).toEqual(["a", "b.1"]);
      await restore("b.1");
      expect(await exported(emulator)).toBe(before);
      await control(emulator, "snapshots/b.1", undefined, "DELETE");
      expect(await listed()).toEqual(["a"]);
      expect(await exported(emulator)).toBe(before);
      for (const [path, method] of [
        ["snapshots/b.1/restore", "POST"],
        ["snapshots/b.1", "DELETE"],
      ]) {
        expect(await refusedWith(emulator, path ?? "", { method })).toEqual([
          404,
          'There is no snapshot "b.1"',
        ]);
      }
    },
  );

  it("take names that are safe as file names, of 1 to 60 characters", async () => {
    await save("x".repeat(60));
    for (const name of ["x".repeat(61), "..%2Fup", ".hidden", "A", "%20", "a%00"]) {
      expect(await refusedWith(emulator, `snapshots/${name}`, { method: "PUT" })).toEqual([
        400,
        expect.stringMatching(/^name: /),
      ]);
    }
    expect(await listed()).toHaveLength(1);
  });

  it("that were changed by hand are refused, and leave the state as it was", async () => {
    await save("a");
    const before = await exported(emulator);
    writeFileSync(join(data, "snapshots", "a.json"), "{");
    expect(await refusedWith(emulator, "snapshots/a/restore", { method: "POST" })).toEqual([
      400,
      expect.stringContaining('"a" is broken'),
    ]);
    expect(await exported(emulator)).toBe(before);
  });
});

describe("a body that is too large", () => {
  it("is refused with a 413 by the API and by what steers, but not by an import", async () => {
    const body = JSON.stringify({ padding: "x".repeat(1024 * 1024) });
    const path = "/benefit-programs/v1/programs/query";
    const api = await raw(emulator, path, { body });
    expect([api.status, api.json]).toEqual([
      413,
      { message: expect.stringContaining("larger"), details: {} },
    ]);
    const steering = await raw(emulator, "/__emulator/faults", { body });
    expect([steering.status, steering.json]).toEqual([api.status, api.json]);
    expect((await refusedWith(emulator, "import", { body }))[0]).toBe(400);
    expect((await raw(emulator, path, { body: {} })).status).toBe(200);
  });
});
