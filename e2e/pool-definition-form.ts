import { expect, type Locator, type Page } from "@playwright/test";

export interface TypedBenefit {
  name: string;
  key: string;
  description?: string;
  price?: string;
  /** The label of an app that the form knows, or a GUID. */
  app?: string;
}

export interface TypedPoolDefinition {
  name: string;
  amount: string;
  unit: string;
  cap?: string;
  benefits: TypedBenefit[];
}

/** A pool definition that can be sent as it is. */
export function typedYoga(name: string): TypedPoolDefinition {
  return {
    name,
    amount: "10",
    unit: "classes",
    cap: "5",
    benefits: [{ name: "Group class", key: "group-class", price: "1", app: "Wix Bookings" }],
  };
}

/** The fields of a benefit; the first is 1. */
export function benefit(page: Page, number: number): Locator {
  const heading = page.getByRole("heading", { name: `Benefit ${number}`, exact: true });
  return page.locator("section").filter({ has: heading }).last();
}

/** The name of the whole, which stands above those of the benefits. */
export function nameField(page: Page): Locator {
  return page.getByLabel("Name", { exact: true }).first();
}

export async function fillPoolDefinition(page: Page, typed: TypedPoolDefinition) {
  await nameField(page).fill(typed.name);
  await page.getByLabel("Credits in each period").fill(typed.amount);
  await page.getByLabel("Unit").fill(typed.unit);
  if (typed.cap !== undefined) {
    await page.getByLabel("Unused credits roll over").check();
    await page.getByLabel("Roll over at most").fill(typed.cap);
  }
  for (const [index, one] of typed.benefits.entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add a benefit" }).click();
    await fillBenefit(benefit(page, index + 1), one);
  }
}

export async function fillBenefit(fields: Locator, typed: TypedBenefit) {
  const { name, key, description, price, app } = typed;
  await fields.getByLabel("Name", { exact: true }).fill(name);
  await fields.getByLabel("Key", { exact: true }).fill(key);
  if (description) await fields.getByLabel("Description").fill(description);
  if (price !== undefined) await fields.getByLabel("Price in credits").fill(price);
  if (!app) return;
  const isGuid = /^[0-9a-f-]{36}$/.test(app);
  const choice = isGuid ? "Another app…" : app;
  await fields.getByLabel("Provider app", { exact: true }).selectOption(choice);
  if (isGuid) await fields.getByLabel("GUID of the provider app").fill(app);
}

/** All that was typed stands in the form again. */
export async function expectTyped(page: Page, typed: TypedPoolDefinition) {
  await expect(nameField(page)).toHaveValue(typed.name);
  await expect(page.getByLabel("Credits in each period")).toHaveValue(typed.amount);
  await expect(page.getByLabel("Unit")).toHaveValue(typed.unit);
  if (typed.cap !== undefined) {
    await expect(page.getByLabel("Unused credits roll over")).toBeChecked();
    await expect(page.getByLabel("Roll over at most")).toHaveValue(typed.cap);
  }
  for (const [index, one] of typed.benefits.entries()) {
    const fields = benefit(page, index + 1);
    await expect(fields.getByLabel("Name", { exact: true })).toHaveValue(one.name);
    await expect(fields.getByLabel("Key", { exact: true })).toHaveValue(one.key);
    await expect(fields.getByLabel("Description")).toHaveValue(one.description ?? "");
    await expect(fields.getByLabel("Price in credits")).toHaveValue(one.price ?? "");
    if (one.app && /^[0-9a-f-]{36}$/.test(one.app)) {
      await expect(fields.getByLabel("GUID of the provider app")).toHaveValue(one.app);
    }
  }
}

export async function send(page: Page, button = "Create pool definition") {
  await page.getByRole("button", { name: button, exact: true }).click();
}
