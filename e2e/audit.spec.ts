import { randomUUID } from "node:crypto";
import { expectOutcome } from "./audit-log";
import { writeForms } from "./forms";
import { nameOf, sessionOf } from "./people";
import { send } from "./pool-definition-form";
import { expect, test } from "./test";
import { wix } from "./wix";

const word = "Create a program definition";

function day(offset: number): string {
  return new Date(Date.now() + offset * 24 * 3_600_000).toISOString().slice(0, 10);
}

test.describe("what an owner did", () => {
  test.use({ storageState: sessionOf("owner") });

  test("is found by who, what, outcome, thing and time", async ({ page, name }) => {
    const form = writeForms.find((one) => one.word === word);
    const { address, fill } = (await form?.prepare(name)) ?? {};
    await page.goto(address ?? "");
    await fill?.(page);
    await send(page, form?.button);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    const [made] = await wix.named("programDefinitions", name);
    const link = page.getByRole("row").locator(`a[href$="${made?.id}"]`);

    await page.goto("/audit");
    await page.getByLabel("What").selectOption(word);
    await page.getByLabel("Who").selectOption(nameOf.owner);
    await page.getByLabel("Outcome").selectOption("Succeeded");
    await page.getByText("More filters").click();
    await page.getByLabel("From").fill(day(-1));
    await page.getByLabel("To", { exact: true }).fill(day(1));
    await page.getByRole("button", { name: "Apply" }).click();

    await expect(link).toHaveCount(1);
    const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
    const count = (await rows.count()) - 1;
    await expect(rows.filter({ hasText: nameOf.owner })).toHaveCount(count);
    await expect(rows.filter({ hasText: word })).toHaveCount(count);
    await expect(rows.filter({ hasText: "Succeeded" })).toHaveCount(count);
    await page.reload();
    await expect(page.getByLabel("What")).toHaveValue("program-definitions.create");
    await expect(page.getByLabel("From")).toHaveValue(day(-1));
    await expect(link).toHaveCount(1);

    for (const [label, other] of [
      ["Who", nameOf.viewer],
      ["What", "Update a pool"],
      ["Outcome", "Failed"],
    ] as const) {
      await page.goto("/audit?limit=100");
      await expect(link).toHaveCount(1);
      await page.getByLabel(label, { exact: true }).selectOption(other);
      await page.getByRole("button", { name: "Apply" }).click();
      await expect(page).toHaveURL(/=.*&|\?.*=/);
      await expect(page.getByLabel(label, { exact: true })).not.toHaveValue("");
      await expect(link).toHaveCount(0);
    }
    for (const search of [`from=${day(2)}`, `to=${day(-2)}`]) {
      await page.goto(`/audit?${search}&subject=${made?.id}`);
      await expect(page.getByText("Nothing fits these filters")).toBeVisible();
    }
    await page.goto(`/audit?subject=${made?.id}`);
    await expect(link).toHaveCount(1);
    await expect(page.getByText("1 row on this page")).toBeVisible();
    await page.getByRole("link", { name: word }).click();
    await expectOutcome(page, "Succeeded");
    await expect(page.getByText("Intended: on record before anything was sent")).toBeVisible();
  });
});

test("what happened by itself is found under the portal's own name", async ({ page }) => {
  await page.goto("/audit");

  await page.getByLabel("Who").selectOption("Poolkeeper itself");
  await page.getByLabel("What").selectOption("Add a user");
  await page.getByRole("button", { name: "Apply" }).click();

  const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
  await expect(rows.filter({ hasText: "Poolkeeper" })).toHaveCount(4);
  await expect(page.getByText("4 rows on this page")).toBeVisible();
  await expect(page.getByLabel("Who")).toHaveValue("system");
});

test("a thing's own page has its history, and leads to all of it", async ({ page, name }) => {
  const form = writeForms.find((one) => one.operation === "pools.update");
  const { address, fill } = (await form?.prepare(name)) ?? {};
  await page.goto(address ?? "");
  await fill?.(page);
  await send(page, form?.button);
  await expect(page.getByRole("heading", { level: 1, name: `${name} changed` })).toBeVisible();

  await page.getByText(/^2 fields changed by Max Manager/).click();
  const changes = page.getByRole("table", { name: "What changed" });
  await expect(changes.getByRole("row").filter({ hasText: "Credits in each" })).toContainText("12");
  await page.getByRole("link", { name: "All in the audit log" }).click();

  await expect(page.getByText("1 row on this page")).toBeVisible();
  await expect(page.getByRole("link", { name: "Update a pool" })).toBeVisible();
});

test("what was never done here is said to be so", async ({ page, name }) => {
  const { id } = await wix.createPoolDefinition({ displayName: name });

  await page.goto(`/pool-definitions/${id}`);

  await expect(
    page.getByText(/Nothing was changed through Poolkeeper since it was made/),
  ).toBeVisible();
});

test.describe("more than a page of them", () => {
  test.use({ javaScriptEnabled: false });

  test("audit log and mappings lead from page to page", async ({ page, name, baseURL }) => {
    await page.goto("/program-definitions/new");
    const form = page.getByRole("main").locator("form");
    const hidden = await form
      .locator("input[type=hidden]")
      .evaluateAll((all: HTMLInputElement[]) => all.map((one) => [one.name, one.value]));
    const headers = { origin: baseURL ?? "" };
    for (let number = 1; number <= 26; number += 1) {
      const own = { key: randomUUID(), displayName: name, businessKey: `${name} ${number}` };
      const multipart: Record<string, string> = { ...Object.fromEntries(hidden), ...own };
      const sent = { multipart, headers, maxRedirects: 0 };
      expect((await page.request.post("/program-definitions/new", sent)).status()).toBe(303);
    }
    const keys = page.getByText(new RegExp(`^${name} \\d+$`));

    await page.goto(`/mappings?text=${encodeURIComponent(name)}&limit=25`);
    await expect(keys).toHaveCount(25);
    await expect(keys.first()).toHaveText(`${name} 26`);
    await page.getByRole("link", { name: "Next" }).click();
    await expect(keys).toHaveText([`${name} 1`]);
    await page.getByRole("link", { name: "Previous" }).click();
    await expect(keys).toHaveCount(25);

    const links = page.getByRole("table", { name: "Audit log" }).getByRole("link", { name: word });
    const attempts = () => links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    await page.goto("/audit?operation=program-definitions.create&limit=25");
    await expect(links).toHaveCount(25);
    const first = await attempts();
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/cursor=/);
    await expect(page.getByText(/rows? on this page/)).toBeVisible();
    const second = await attempts();
    expect(second.length).toBeGreaterThan(0);
    expect(second.filter((one) => first.includes(one))).toEqual([]);
    await page.getByRole("link", { name: "Previous" }).click();
    await expect(page.getByText("25 rows on this page")).toBeVisible();
    expect(await attempts()).toEqual(first);
    await page.goto("/audit?operation=program-definitions.create&limit=25&cursor=bad");
    await expect(links).toHaveCount(25);
    await expect(page.getByText("This is the first page")).toBeVisible();
    for (const cursor of ["bad", "999999"]) {
      await page.goto(`/mappings?text=${encodeURIComponent(name)}&limit=25&cursor=${cursor}`);
      await expect(keys).toHaveCount(25);
      await expect(page.getByText("This is the first page")).toBeVisible();
    }
    await page.goto(`/mappings?text=${encodeURIComponent(name)}&limit=25&cursor=0`);
    await expect(keys).toHaveCount(25);
    await expect(page.getByText("This is the first page")).toHaveCount(0);
  });
});

test("a mapping is found by its key, its external id and its id in Wix", async ({ page, name }) => {
  const form = writeForms.find((one) => one.word === word);
  const { address, fill } = (await form?.prepare(name)) ?? {};
  await page.goto(address ?? "");
  await fill?.(page);
  await send(page, form?.button);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const [made] = await wix.named("programDefinitions", name);
  const key = `key of ${name}`;

  for (const text of [key, made?.externalId ?? "", made?.id ?? ""]) {
    await page.goto("/mappings");
    await page.getByLabel("Key, external id or Wix id").fill(text);
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page.getByText("1 row on this page")).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: key })).toContainText(
      made?.externalId ?? "",
    );
  }

  await page.getByLabel("Kind", { exact: true }).selectOption("Programs");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
});
