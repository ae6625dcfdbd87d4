import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type RunningEmulator, startEmulator } from "./start";
import { newGuid, raw } from "./testing/client";
import { control, refusedWith } from "./testing/control";

let data: string;
let emulator: RunningEmulator;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "emulator-"));
  emulator = await startEmulator({ port: 0, data });
});
afterEach(async () => {
  await emulator.close();
  rmSync(data, { recursive: true });
});

async function restart(assumptions: Record<string, string> = {}) {
  await emulator.close();
  emulator = await startEmulator({ port: 0, data, assumptions });
}

const id = "not-found-body";
const table = z.object({
  assumptions: z.array(
    z
      .object({
        id: z.string(),
        what: z.string(),
        why: z.string(),
        default: z.string(),
        alternatives: z.array(z.string()),
        choice: z.string(),
        from: z.string(),
      })
      .loose(),
  ),
});
const choice = async () => {
  const { assumptions } = table.parse(await control(emulator, "assumptions"));
  const row = assumptions.find((one) => one.id === id);
  return [row?.choice, row?.from];
};
const put = (body: object) => control(emulator, "assumptions", body, "PUT");
const missing = async () => {
  const { json } = await raw(emulator, `/benefit-programs/v1/pools/${newGuid()}`);
  return JSON.stringify(json).includes("applicationError");
};

describe("assumptions at run time", () => {
  it("are switched at once, and taken back", async () => {
    expect([await choice(), await missing()]).toEqual([["code", "default"], true]);
    await put({ [id]: "plain" });
    expect([await choice(), await missing()]).toEqual([["plain", "switched"], false]);
    await put({ [id]: null });
    expect([await choice(), await missing()]).toEqual([["code", "default"], true]);
    await put({ [id]: "plain" });
    await control(emulator, "assumptions", undefined, "DELETE");
    expect(await choice()).toEqual(["code", "default"]);
  });

  it("outlive a reset and a restart, and win over the environment", async () => {
    await put({ [id]: "plain" });
    await control(emulator, "reset", undefined, "POST");
    await restart({ [id]: "code" });
    expect([await choice(), await missing()]).toEqual([["plain", "switched"], false]);
    await put({ [id]: null });
    expect(await choice()).toEqual(["code", "environment"]);
    await restart();
    expect(await choice()).toEqual(["code", "default"]);
  });

  it("are refused with words when the table does not have them, and nothing changes", async () => {
    for (const [body, words] of [
      [{ invented: "yes" }, 'no assumption "invented"'],
      [{ invented: null }, 'no assumption "invented"'],
      ['{"__proto__":"yes"}', 'no assumption "__proto__"'],
      [{ [id]: "plain", "add-again": "maybe" }, "unchanged, refused"],
      [{ [id]: 1 }, `${id}: `],
      [[], "request: "],
    ] as const) {
      expect(await refusedWith(emulator, "assumptions", { body, method: "PUT" })).toEqual([
        400,
        expect.stringContaining(words),
      ]);
    }
    expect(await choice()).toEqual(["code", "default"]);
  });

  it("that were broken by hand stop the start with the name of the file", async () => {
    await emulator.close();
    writeFileSync(join(data, "assumptions.json"), '{"invented":"yes"}');
    await expect(startEmulator({ port: 0, data })).rejects.toThrow(/assumptions\.json.*invented/);
    rmSync(join(data, "assumptions.json"));
    emulator = await startEmulator({ port: 0, data });
  });

  it("are a page for a browser", async () => {
    await put({ [id]: "plain" });
    const answer = await fetch(`${emulator.url}/__emulator/assumptions`, {
      headers: { accept: "text/html,application/xhtml+xml" },
    });
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.url).toContain("/__emulator/console/assumptions");
    const page = (await answer.text()).replaceAll(/\s+/g, " ");
    expect(page).toContain(`<code>${id}</code>`);
    expect(page).toContain('<option value="plain" selected');
  });
});
