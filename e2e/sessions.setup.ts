import { expect, test } from "@playwright/test";
import { nameOf, roles, sessionOf, signIn } from "./people";

for (const role of roles) {
  test(`the demo's ${role} signs in`, async ({ page }) => {
    await page.goto("/sign-in");

    await signIn(page, role);

    await expect(page.getByRole("button", { name: `Account of ${nameOf[role]}` })).toBeVisible();
    await page.context().storageState({ path: sessionOf(role) });
  });
}
