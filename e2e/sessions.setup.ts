import { expect, test } from "@playwright/test";
import { nameOf, roles, sessionOf, signIn } from "./people";

for (const role of roles) {
  test(`the demo's ${role} signs in`, async ({ page }) => {
    await page.goto("/sign-in");

    await signIn(page, role);

    await expect(page.getByRole("button", { name: `Account of ${nameOf[role]}` })).toBeVisible();
    // Told on the first visit, to a page that asks Wix nothing.
    await expect.poll(() => page.evaluate(() => document.cookie)).toContain("tz=");
    await page.context().storageState({ path: sessionOf(role) });
  });
}
