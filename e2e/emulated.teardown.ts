import { expect, test } from "@playwright/test";
import { wix } from "./wix";

test("nothing was asked of Wix in this run that the emulator has not got", async () => {
  expect(await wix.notEmulated()).toEqual([]);
});
