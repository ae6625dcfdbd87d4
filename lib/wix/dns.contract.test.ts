import { expect, test } from "vitest";
import { environment, useApiKey } from "@/scripts/test/environment";
import { newPoolDefinition } from "@/scripts/test/samples";
import { createPoolDefinition } from "./pool-definitions";

test("a name that does not resolve: nothing was sent, and that is certain", async () => {
  useApiKey();
  const WIX_API_ORIGIN = "http://wix.invalid";
  environment({ WIX_API_ORIGIN, WIX_API_ORIGIN_ALLOW_REMOTE: "1", WIX_DEADLINE_MS: "10000" });
  await expect(createPoolDefinition(newPoolDefinition())).rejects.toMatchObject({
    name: "WixError",
    kind: "unreachable",
    mayHaveHappened: false,
  });
});
