import type { Locator, Page } from "@playwright/test";
import { nameOf, sessionOf } from "./people";
import { benefit, nameField } from "./pool-definition-form";
import { expect, test } from "./test";
import { wix } from "./wix";

/** Presses Tab, as often as a patient person would, until something has the focus. */
async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target.toString()} cannot be reached with Tab`);
}

test("a pool definition is made with the keyboard alone", async ({ page, name }) => {
  await page.goto("/pool-definitions");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");

  const type = async (field: Locator, text: string) => {
    await tabTo(page, field);
    await page.keyboard.type(text);
  };
  await tabTo(page, page.getByRole("link", { name: "New pool definition" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "New pool definition" })).toBeVisible();
  await type(nameField(page), name);
  await type(page.getByLabel("Credits in each period"), "8");
  await type(page.getByLabel("Unit"), "visits");
  await tabTo(page, page.getByLabel("Unused credits roll over"));
  await page.keyboard.press("Space");
  await type(page.getByLabel("Roll over at most"), "3");
  await type(benefit(page, 1).getByLabel("Name", { exact: true }), "Gym");
  await type(benefit(page, 1).getByLabel("Key", { exact: true }), "gym");
  await type(benefit(page, 1).getByLabel("Price in credits"), "1");
  await tabTo(page, benefit(page, 1).getByLabel("Provider app", { exact: true }));
  await page.keyboard.type("Wix Stores");
  await tabTo(page, page.getByRole("button", { name: "Create pool definition" }));
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const [made] = await wix.named("poolDefinitions", name);
  expect(made?.details).toMatchObject({
    benefits: [{ benefitKey: "gym", providerAppId: "215238eb-22a5-4c36-9e7b-e7c08025e04e" }],
    creditConfiguration: {
      amount: "8",
      unitDisplayName: "visits",
      rolloverConfiguration: { enabled: true, balanceCap: "3" },
    },
  });
});

test("after a refusal the focus is on what is wrong", async ({ page }) => {
  await page.goto("/pool-definitions/new");

  await page.getByRole("button", { name: "Create pool definition" }).click();

  const alert = page.getByRole("alert").filter({ hasText: "need your attention" });
  await expect(alert).toBeFocused();
  await alert.getByRole("link", { name: "The name is missing." }).first().click();
  await expect(nameField(page)).toBeFocused();
});

test("the choice of a theme is kept on every page and after a reload", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto("/pools");
  const light = await background();

  await page.getByRole("button", { name: `Account of ${nameOf.manager}` }).click();
  await page.getByRole("button", { name: "Dark" }).click();

  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.goto("/audit");
  expect(await background()).toBe(dark);
  await page.reload();
  expect(await background()).toBe(dark);
  await page.getByRole("button", { name: `Account of ${nameOf.manager}` }).click();
  await expect(page.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Light" }).click();
  await expect.poll(background).toBe(light);
});

test("without a choice the theme is the system's", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/pools");
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });

  await expect.poll(background).not.toBe(light);
});

for (const timeZone of ["Asia/Tokyo", "America/St_Johns"]) {
  test.describe(`a reader in ${timeZone}`, () => {
    test.use({ timezoneId: timeZone, storageState: sessionOf("viewer") });

    test("sees times of their own zone, from the first visit on", async ({ page, name }) => {
      const { id } = await wix.createPoolDefinition({ displayName: name });
      const made = (await wix.holds("poolDefinitions")).find((one) => one.id === id);
      const style = { dateStyle: "medium", timeStyle: "short", timeZone } as const;
      const wanted = new Intl.DateTimeFormat("en-GB", style).format(
        new Date(made?.createdDate ?? ""),
      );
      await page.context().clearCookies({ name: "tz" });

      await page.goto(`/pool-definitions/${id}`);

      const created = page.getByRole("term").filter({ hasText: "Created" });
      const time = created.locator("xpath=following-sibling::dd").locator("time");
      await expect(time).toHaveText(wanted);
      await expect(time).toHaveAttribute("title", new RegExp(`\\(${timeZone}\\)$`));
    });
  });
}
