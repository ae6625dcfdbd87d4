import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isBuildCurrent, withBuildNote } from "./build-state";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "poolkeeper-build-"));
  for (const folder of [".next", "app"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "app", "page.tsx"), "one");
});
afterEach(() => rmSync(root, { recursive: true }));

const edit = (text: string) => writeFileSync(join(root, "app", "page.tsx"), text);
const build = async () => {
  writeFileSync(join(root, ".next", "BUILD_ID"), "x");
  return true;
};

describe("a build", () => {
  it("is current when it was made, and not after a change of a source", async () => {
    expect(isBuildCurrent(root)).toBe(false);
    expect(await withBuildNote(root, build)).toBe(true);
    expect(isBuildCurrent(root)).toBe(true);
    writeFileSync(join(root, "app", "page.test.ts"), "a test is no source");
    expect(isBuildCurrent(root)).toBe(true);
    edit("two");
    expect(isBuildCurrent(root)).toBe(false);
  });

  it("is not current when the sources changed while it was made", async () => {
    await withBuildNote(root, () => {
      edit("two");
      return build();
    });
    expect(isBuildCurrent(root)).toBe(false);
    edit("one");
    expect(isBuildCurrent(root)).toBe(true);
  });

  it("is not current when a later one failed or was killed halfway, though the sources are as before", async () => {
    await withBuildNote(root, build);
    expect(await withBuildNote(root, async () => false)).toBe(false);
    expect(isBuildCurrent(root)).toBe(false);
    await withBuildNote(root, build);
    await expect(withBuildNote(root, () => Promise.reject(new Error("killed")))).rejects.toThrow(
      "killed",
    );
    expect(isBuildCurrent(root)).toBe(false);
  });
});
