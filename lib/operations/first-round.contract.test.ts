import { expect, test } from "vitest";
import { environment } from "@/scripts/test/environment";
import { lost, made } from "@/scripts/test/lost";
import { makeDue, onRecord } from "@/scripts/test/record";
import { startServer } from "./start";

test("what an earlier process left in doubt is settled at start, not only after the first interval", async () => {
  environment({ RECONCILE_EVERY_MS: "3600000" });
  const { id, input } = await lost("after");
  await makeDue(id);

  await startServer();

  await expect.poll(async () => (await onRecord(id)).outcome).toBe("succeeded");
  const { types, subjectId } = await onRecord(id);
  expect(types).toEqual(["intended", "unknown", "succeeded"]);
  expect(subjectId).toBe(await made(input));
});
