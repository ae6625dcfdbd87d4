import { expect, test } from "vitest";
import { addFault, requests, resetEmulator } from "@/scripts/test/emulator";
import { readiness } from "./readiness";

test("probes ask Wix once, also while it is ill, and however many come at once", async () => {
  await resetEmulator();
  const method = "programDefinitions.queryProgramDefinitions";
  await addFault({ method, status: 403, times: 9 });
  const found = await Promise.all([readiness(), readiness(), readiness()]);
  found.push(await readiness());
  for (const one of found) expect(one).toMatchObject({ database: "ok", wix: "silent" });
  expect(await requests(method)).toHaveLength(1);
});
