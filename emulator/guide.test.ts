import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { startEmulator } from "./start";

const root = join(import.meta.dirname, "..");

it("the first program of the guide runs as it stands there, but for the port", async () => {
  const guide = readFileSync(join(root, "docs", "guide", "emulator.md"), "utf8");
  const [, program = ""] = /```js\r?\n([\s\S]*?)```/.exec(guide) ?? [];
  expect(program).toContain("http://127.0.0.1:4010");
  const emulator = await startEmulator({ port: 0 });
  try {
    const code = program.replace("http://127.0.0.1:4010", emulator.url);
    const run = promisify(execFile);
    const options = { cwd: root };
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], options);
    expect(stdout).toContain("displayName: 'Rewards'");
    expect(stdout).toContain("revision: '1'");
  } finally {
    await emulator.close();
  }
});
