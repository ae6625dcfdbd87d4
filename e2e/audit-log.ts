import { expect, type Page } from "@playwright/test";

/** The audit log as a person reads it: the third witness of every write. */

/** Opens what is on record of a thing: the newest attempt of that name, checked for its outcome. */
export async function openAttempt(page: Page, id: string, what: string, outcome: string) {
  await page.goto(`/audit?subject=${id}`);
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: what }) });
  await row.first().getByRole("link", { name: what }).click();
  await expect(page.getByRole("heading", { level: 1, name: what })).toBeVisible();
  await expectOutcome(page, outcome);
}

/** The outcome beside the title of an attempt's page. */
export async function expectOutcome(page: Page, outcome: string) {
  const title = page.getByRole("heading", { level: 1 }).locator("..");
  await expect(title.getByText(outcome, { exact: true })).toBeVisible();
}

/** Waits for the reconciler, looking at the attempt's page again and again as a person would. */
export async function expectSettled(page: Page, outcome: "Succeeded" | "Failed") {
  await expect(async () => {
    await page.reload();
    const title = page.getByRole("heading", { level: 1 }).locator("..");
    await expect(title.getByText(outcome, { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 25_000, intervals: [500] });
}

/** The JSON behind a button of an attempt's page, or of another. */
export async function recorded(page: Page, part: "Input" | "Before" | "After" | "Error" | "JSON") {
  const text = page.getByRole("group", { name: part, exact: true });
  const button = page.locator("summary").filter({ hasText: new RegExp(`^${part}$`) });
  if (!(await text.isVisible())) await button.first().click();
  const json: unknown = JSON.parse(await text.innerText());
  return json;
}

/** A row of the table of what changed, by its field. */
export function change(page: Page, field: string) {
  return page
    .getByRole("table", { name: "What changed" })
    .getByRole("row")
    .filter({ has: page.getByText(field, { exact: true }) });
}

/** Somebody did it, and Wix named its request. */
export async function expectWhoAndRequest(page: Page, who: string) {
  await expect(page.getByText(who, { exact: true }).first()).toBeVisible();
  const request = page.getByRole("term").filter({ hasText: "Wix request id" });
  await expect(request.locator("xpath=following-sibling::dd")).toHaveText(/\S{8}/);
}

/** The addresses of the newest attempts of an operation whose record has a text in it. */
export async function attemptsWith(page: Page, operation: string, text: string): Promise<string[]> {
  const list = await page.request.get(`/audit?operation=${operation}&limit=25`);
  expect(list.status()).toBe(200);
  const addresses = new Set((await list.text()).match(/\/audit\/[0-9a-f-]{36}/g));
  const found: string[] = [];
  for (const address of addresses) {
    const entry = await (await page.request.get(address)).text();
    if (entry.includes(text)) found.push(address);
  }
  return found;
}

/** How many refusals of one person are on record for an operation. */
export async function countRefused(page: Page, operation: string, who: string): Promise<number> {
  await page.goto(`/audit?operation=${operation}&outcome=refused&limit=100`);
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  return page.getByRole("row").filter({ hasText: who }).count();
}
