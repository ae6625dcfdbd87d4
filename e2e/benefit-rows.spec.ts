import type { Locator } from "@playwright/test";
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

    test("without credits there is no price: what was typed before is not sent, and comes back with them", async ({
      page,
      name,
    }) => {
      const box = page.getByLabel("Benefits cost credits");
      const price = benefit(page, 1).getByLabel("Price in credits");
      await page.goto("/pool-definitions/new");
      await nameField(page).fill(name);
      await fillBenefit(benefit(page, 1), { name: "Gym", key: "gym", price: "no number" });

      await box.uncheck();
      await expect(price).toBeHidden();
      await page.getByRole("button", { name: "Add a benefit" }).click();
      await page.getByRole("button", { name: "Remove benefit 2" }).click();
      await expect(page.getByRole("heading", { name: "Benefit 2" })).toHaveCount(0);
      await expect(price).toBeHidden();
      await box.check();
      await expect(price).toHaveValue("no number");
      await box.uncheck();
      await send(page);

      await expect(page.getByText("Unlimited: the benefits cost no credits.")).toBeVisible();
      const [made] = await wix.named("poolDefinitions", name);
      expect(made?.details.benefits).toMatchObject([{ benefitKey: "gym" }]);
      expect(made?.details.benefits[0]).not.toHaveProperty("price");
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

test("one goes on where the form changed: at the new benefit, at the next one, else at the button", async ({
  page,
}) => {
  const add = page.getByRole("button", { name: "Add a benefit" });
  const nameOf = (number: number) => benefit(page, number).getByLabel("Name", { exact: true });
  const header = page.getByRole("banner");
  await page.setViewportSize({ width: 375, height: 600 });
  await page.goto("/pool-definitions/new");
  const expectGoesOn = async (field: Locator) => {
    await expect(field).toBeFocused();
    await expect(field).toBeInViewport({ ratio: 1 });
    const [box, covered] = [await field.boundingBox(), await header.boundingBox()];
    expect(box?.y).toBeGreaterThan(covered?.height ?? 0);
  };

  await add.click();
  await expectGoesOn(nameOf(2));
  await add.press("Enter");
  await expectGoesOn(nameOf(3));
  await nameOf(3).fill("Third");
  await page.getByRole("button", { name: "Remove benefit 2" }).click();
  await expectGoesOn(nameOf(2));
  await expect(nameOf(2)).toHaveValue("Third");
  await page.getByRole("button", { name: "Remove benefit 2" }).click();
  await expectGoesOn(add);

  await send(page);
  await expect(page.getByRole("alert").filter({ hasText: "attention" })).toBeFocused();
});
