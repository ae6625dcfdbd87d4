import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { readyPool } from "./forms";
import { expect, test } from "./test";
import { bookings, wix, yoga } from "./wix";

/** A namespace of one test alone, so that it knows every row. */
function ownNamespace(): string {
  return `e2e-${randomUUID().slice(0, 8)}`;
}

async function fill(namespace: string, count: number) {
  for (let number = 1; number <= count; number += 1) {
    await wix.createPoolDefinition({ namespace, displayName: `Row ${number}` });
  }
}

function rows(page: Page) {
  return page.getByRole("main").getByRole("link", { name: /^Row \d+$/ });
}

const pager = (page: Page) => page.getByRole("navigation", { name: "Pages" });

test("a list leads to the next, previous and first page, newest first", async ({ page }) => {
  const namespace = ownNamespace();
  await fill(namespace, 60);

  await page.goto(`/pool-definitions?namespace=${namespace}&limit=25`);
  await expect(rows(page)).toHaveCount(25);
  await expect(rows(page).first()).toHaveText("Row 60");
  await expect(pager(page).getByRole("button", { name: "Previous" })).toBeDisabled();
  await pager(page).getByRole("link", { name: "Next" }).click();
  await expect(rows(page).first()).toHaveText("Row 35");
  await pager(page).getByRole("link", { name: "Next" }).click();

  await expect(rows(page).first()).toHaveText("Row 10");
  await expect(rows(page)).toHaveCount(10);
  await expect(pager(page).getByRole("button", { name: "Next" })).toBeDisabled();
  await page.reload();
  await expect(rows(page).first()).toHaveText("Row 10");
  await pager(page).getByRole("link", { name: "Previous" }).click();
  await expect(rows(page).first()).toHaveText("Row 35");
  await expect(rows(page)).toHaveCount(25);
  await pager(page).getByRole("link", { name: "First" }).click();
  await expect(rows(page).first()).toHaveText("Row 60");
  expect(new URL(page.url()).searchParams.get("namespace")).toBe(namespace);
});

test("an address has the filters that are set, and on the way back they are as it says", async ({
  page,
}) => {
  await page.goto("/pools");
  const status = page.getByLabel("Status");
  await status.selectOption("Paused");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/\/pools\?status=PAUSED$/);

  await page.goBack();

  await expect(page).toHaveURL(/\/pools$/);
  await expect(status).toHaveValue("");
  await status.selectOption("Paused");
  // As when the browser kept the page as it was left.
  await page.evaluate(() =>
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
  );
  await expect(status).toHaveValue("");
});

test("while Wix is slow it is seen that the next page is awaited", async ({ page }) => {
  const namespace = ownNamespace();
  await fill(namespace, 1);
  await page.goto(`/pool-definitions?namespace=${namespace}&limit=25`);
  const method = "poolDefinitions.queryPoolDefinitions";
  await wix.fault({ method, contains: namespace, delayMs: 1_500 });

  await pager(page).getByRole("link", { name: "50 rows a page" }).click();

  await expect(page.locator("[data-awaited]")).toBeAttached();
  await expect(page).toHaveURL(/limit=50/);
  await expect(page.locator("[data-awaited]")).toHaveCount(0);
});

test("the size of a page and the filter are in the address and survive a reload", async ({
  page,
}) => {
  const namespace = ownNamespace();
  await fill(namespace, 30);
  await page.goto(`/pool-definitions?namespace=${namespace}&limit=25`);
  await pager(page).getByRole("link", { name: "Next" }).click();
  await expect(rows(page)).toHaveCount(5);

  await pager(page).getByRole("link", { name: "50 rows a page" }).click();

  await expect(rows(page)).toHaveCount(30);
  const address = new URL(page.url());
  expect(Object.fromEntries(address.searchParams)).toEqual({ namespace, limit: "50" });
  await page.reload();
  await expect(rows(page)).toHaveCount(30);
  await expect(page.getByLabel("Namespace", { exact: true })).toHaveValue(namespace);
  await expect(page.getByText("30 rows on this page")).toBeVisible();
});

test("a changed filter begins at the first page", async ({ page }) => {
  const namespace = ownNamespace();
  await fill(namespace, 30);
  await page.goto(`/pool-definitions?namespace=${namespace}&limit=25`);
  await pager(page).getByRole("link", { name: "Next" }).click();
  await expect(rows(page)).toHaveCount(5);

  await page.getByLabel("Namespace", { exact: true }).selectOption("All namespaces");
  await page.getByRole("button", { name: "Apply" }).click();

  await expect(page).toHaveURL(/namespace=all/);
  const search = new URL(page.url()).searchParams;
  expect(search.get("cursor")).toBeNull();
  expect(search.get("limit")).toBe("25");
  await expect(page.getByText("25 rows on this page")).toBeVisible();
});

for (const noun of ["program-definitions", "pool-definitions", "programs", "pools"]) {
  test(`${noun}: a bad cursor is the first page, and that is said`, async ({ page, name }) => {
    await readyPool(name);
    await wix.createProgramDefinition({ displayName: name });

    await page.goto(`/${noun}?cursor=no-such-cursor`);

    await expect(page.getByText("This is the first page")).toBeVisible();
    await expect(page.getByRole("link", { name, exact: true }).first()).toBeVisible();
  });

  test(`${noun}: where nothing fits the filters, they can be cleared`, async ({ page, name }) => {
    await readyPool(name);
    await wix.createProgramDefinition({ displayName: name });

    await page.goto(`/${noun}?namespace=${ownNamespace()}`);
    await expect(page.getByText("Nothing fits these filters")).toBeVisible();
    await page.getByRole("link", { name: "Clear the filters" }).click();

    await expect(page.getByRole("link", { name, exact: true }).first()).toBeVisible();
    expect(new URL(page.url()).search).toBe("");
  });
}

test("programs are filtered by status and by program definition", async ({ page, name }) => {
  const definition = await wix.createProgramDefinition({ displayName: name });
  const poolDefinition = await wix.createPoolDefinition({ displayName: name });
  await wix.add(definition.id, poolDefinition.id);
  await wix.provision({ programDefinitionId: definition.id }, `${name} inside`);
  await readyPool(`${name} outside`);
  await page.goto("/programs");
  await expect(page.getByRole("link", { name: `${name} outside` })).toBeVisible();

  await page.getByLabel("Status", { exact: true }).selectOption("Active");
  await page.getByText("More filters").click();
  await page.getByLabel("Program definition id").fill(definition.id);
  await page.getByRole("button", { name: "Apply" }).click();

  await expect(page.getByRole("link", { name: `${name} inside` })).toBeVisible();
  await expect(page.getByText("1 row on this page")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Status", { exact: true })).toHaveValue("ACTIVE");
  await expect(page.getByLabel("Program definition id")).toHaveValue(definition.id);
  await page.getByLabel("Status", { exact: true }).selectOption("Ended");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
});

test("pools are filtered by program and by pool definition", async ({ page, name }) => {
  const pool = await readyPool(name);
  const other = await readyPool(`${name} other`);

  await page.goto("/pools");
  await page.getByText("More filters").click();
  await page.getByLabel("Program id", { exact: true }).fill(pool.programId);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("1 row on this page")).toBeVisible();
  await expect(page.getByRole("link", { name, exact: true }).first()).toBeVisible();

  await page.getByLabel("Pool definition id").fill(other.poolDefinitionId);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
});

test("pools are filtered by id, beneficiary, item set and provider app", async ({ page, name }) => {
  const pool = await readyPool(name);
  const itemSetId = pool.details.benefits[0]?.itemSetId ?? "";
  const found = page.getByRole("main").getByRole("link", { name, exact: true });

  for (const search of [
    `id=${pool.id}`,
    `itemSetId=${itemSetId.toUpperCase()}`,
    `providerAppId=${bookings}&programId=${pool.programId}`,
    `beneficiary=some&programId=${pool.programId}`,
  ]) {
    await page.goto(`/pools?${search}`);
    await expect(page.getByText("1 row on this page"), search).toBeVisible();
    await expect(found.first(), search).toBeVisible();
  }
  for (const search of [
    `id=${randomUUID()}`,
    `itemSetId=${itemSetId}&providerAppId=${randomUUID()}`,
    `beneficiary=none&programId=${pool.programId}`,
    `wixUserId=${randomUUID()}`,
  ]) {
    await page.goto(`/pools?${search}`);
    await expect(page.getByText("Nothing fits these filters"), search).toBeVisible();
    await expect(page.getByText("More filters").locator("..")).toHaveAttribute("open");
  }
});

test("definitions and programs are filtered by their ids", async ({ page, name }) => {
  const pool = await readyPool(name);
  const programDefinition = await wix.createProgramDefinition({ displayName: name });
  for (const [noun, id] of [
    ["pool-definitions", pool.poolDefinitionId],
    ["programs", pool.programId],
    ["program-definitions", programDefinition.id],
  ]) {
    await page.goto(`/${noun}?id=${id}`);
    await expect(page.getByText("1 row on this page")).toBeVisible();
    await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  }
});

test("what another app made is found by its namespace", async ({ page }) => {
  const namespace = ownNamespace();
  await fill(namespace, 1);
  await page.goto("/pool-definitions");

  await page.getByText("More filters").click();
  await page.getByLabel("Another namespace").fill(` ${namespace}`);
  await page.getByRole("button", { name: "Apply" }).click();

  await expect(rows(page)).toHaveText(["Row 1"]);
});

for (const [noun, label] of [
  ["program-definitions", "External id"],
  ["pool-definitions", "Item set id"],
  ["programs", "Program definition id"],
  ["pools", "Member id"],
  ["audit", "Id of the thing"],
] as const) {
  test(`${noun}: what is no id is said to be none, and nothing fits it`, async ({ page, name }) => {
    await readyPool(name);
    await page.goto(`/${noun}`);
    await page.getByText("More filters").click();
    await page.getByLabel(label).fill("order-1001");
    await page.getByRole("button", { name: "Apply" }).click();

    await expect(page.getByText("Nothing fits these filters")).toBeVisible();
    await expect(page.getByLabel(label)).toHaveValue("order-1001");
    await expect(page.getByLabel(label)).toHaveAccessibleDescription("This is not an id.");
  });
}

test("pool definitions are filtered by provider app", async ({ page }) => {
  const namespace = ownNamespace();
  await wix.createPoolDefinition({ namespace, displayName: "Row 1" });
  const details = structuredClone(yoga);
  for (const benefit of details.benefits) {
    benefit.providerAppId = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  }
  await wix.createPoolDefinition({ namespace, displayName: "Row 2", details });
  await page.goto(`/pool-definitions?namespace=${namespace}`);
  await expect(rows(page)).toHaveCount(2);

  await page.getByLabel("Provider app", { exact: true }).selectOption("Wix Stores");
  await page.getByRole("button", { name: "Apply" }).click();

  await expect(rows(page)).toHaveText(["Row 2"]);
  await page.goto(`/pool-definitions?namespace=${namespace}&otherAppId=${bookings}`);
  await expect(rows(page)).toHaveText(["Row 1"]);
});

test("things of other apps wear a badge, and only in a list that asks for them", async ({
  page,
  name,
}) => {
  const namespace = "@wix/pricing-plans";
  await wix.createPoolDefinition({ namespace, displayName: name });
  await wix.createProgramDefinition({ namespace, displayName: name });

  for (const noun of ["pool-definitions", "program-definitions"]) {
    await page.goto(`/${noun}`);
    await expect(page.getByText(/rows? on this page/)).toBeVisible();
    await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
    await page.getByLabel("Namespace", { exact: true }).selectOption("All namespaces");
    await page.getByRole("button", { name: "Apply" }).click();

    const row = page.getByRole("row").filter({ has: page.getByRole("link", { name }) });
    await expect(row.getByText(namespace, { exact: true })).toBeVisible();
    await row.getByRole("link", { name }).click();
    const title = page.getByRole("heading", { level: 1, name }).locator("..");
    await expect(title.getByText(namespace, { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: /^(Add|Provision|Edit)/ })).toHaveCount(0);
  }
});
