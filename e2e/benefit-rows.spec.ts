import {
  benefit,
  expectTyped,
  fillBenefit,
  fillPoolDefinition,
  nameField,
  send,
  typedYoga,
} from "./pool-definition-form";
import { expect, scripts, test } from "./test";
import { wix } from "./wix";

const stores = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
const ownApp = "12345678-1234-4234-8234-123456789abc";

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("rows are added and removed, and all other fields keep what was typed", async ({
      page,
      name,
    }) => {
      const first = { name: "One", key: "one", description: "The first.", price: "1" };
      const second = { name: "Two", key: "two", price: "2", app: "Wix Stores" };
      const third = { name: "Three", key: "three", price: "3", app: ownApp };
      const typed = { ...typedYoga(name), benefits: [first, second, third] };
      await page.goto("/pool-definitions/new");
      await fillPoolDefinition(page, typed);
      await expectTyped(page, typed);

      await page.getByRole("button", { name: "Remove benefit 1" }).click();

      await expect(page.getByRole("heading", { name: "Benefit 3" })).toHaveCount(0);
      await expectTyped(page, { ...typed, benefits: [second, third] });
      const app = benefit(page, 1).getByLabel("Provider app", { exact: true });
      await expect(app).toHaveValue(stores);
      await send(page);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      const [made] = await wix.named("poolDefinitions", name);
      expect(made?.details.benefits).toMatchObject([
        { benefitKey: "two", providerAppId: stores },
        { benefitKey: "three", providerAppId: ownApp },
      ]);
    });

    test("an unlimited pool stays unlimited while rows are added", async ({ page, name }) => {
      await page.goto("/pool-definitions/new");
      await nameField(page).fill(name);
      await page.getByLabel("Benefits cost credits").uncheck();
      await expect(page.getByLabel("Credits in each period")).toBeHidden();
      await fillBenefit(benefit(page, 1), { name: "Gym", key: "gym" });

      await page.getByRole("button", { name: "Add a benefit" }).click();
      await fillBenefit(benefit(page, 2), { name: "Pool", key: "pool" });

      await expect(page.getByLabel("Benefits cost credits")).not.toBeChecked();
      await expect(page.getByLabel("Credits in each period")).toBeHidden();
      await send(page);
      await expect(page.getByText("Unlimited: the benefits cost no credits.")).toBeVisible();
      const [made] = await wix.named("poolDefinitions", name);
      expect(made?.details.creditConfiguration).toBeUndefined();
      expect(made?.details.benefits).toHaveLength(2);
    });

    test("a price without credits is refused at the price, and the choice is kept", async ({
      page,
      name,
    }) => {
      await page.goto("/pool-definitions/new");
      await nameField(page).fill(name);
      await page.getByLabel("Benefits cost credits").uncheck();
      await fillBenefit(benefit(page, 1), { name: "Gym", key: "gym", price: "2" });

      await send(page);

      await expect(benefit(page, 1).getByLabel("Price in credits")).toHaveAccessibleDescription(
        /Without credits nothing can have a price/,
      );
      await expect(page.getByLabel("Benefits cost credits")).not.toBeChecked();
      expect(await wix.named("poolDefinitions", name)).toEqual([]);
    });

    test("Enter in a field sends the form and removes no row", async ({ page, name }) => {
      const typed = typedYoga(name);
      typed.benefits.push({ name: "Two", key: "two", price: "2" });
      await page.goto("/pool-definitions/new");
      await fillPoolDefinition(page, typed);

      await nameField(page).press("Enter");

      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      const [made] = await wix.named("poolDefinitions", name);
      expect(made?.details.benefits).toHaveLength(2);
    });
  });
}

test("there are ten rows at most, and one at least", async ({ page }) => {
  await page.goto("/pool-definitions/new");
  await expect(page.getByRole("button", { name: /^Remove benefit/ })).toHaveCount(0);

  for (let count = 2; count <= 10; count += 1) {
    await page.getByRole("button", { name: "Add a benefit" }).click();
    await expect(page.getByRole("heading", { name: `Benefit ${count}` })).toBeVisible();
  }

  await expect(page.getByRole("button", { name: "Add a benefit" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Remove benefit/ })).toHaveCount(10);
});
