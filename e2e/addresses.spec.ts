import { randomUUID } from "node:crypto";
import { sessionOf } from "./people";
import { expect, test } from "./test";
import { wix } from "./wix";

const nouns = ["program-definitions", "pool-definitions", "programs", "pools", "audit"];
const forms = [
  (id: string) => `/pools/${id}/edit`,
  (id: string) => `/program-definitions/${id}/add`,
];
const bad = [
  { title: "not an id", id: () => "nonsense" },
  { title: "as many dashes as an id has characters", id: () => "-".repeat(36) },
  { title: "a GUID that nobody has", id: () => randomUUID() },
  { title: "an odd character", id: () => encodeURIComponent("../../../etc/passwd\0") },
];

for (const { title, id } of bad) {
  test(`${title} in the address is a 404 page with status 404`, async ({ page }) => {
    const addresses = [
      ...nouns.map((noun) => `/${noun}/${id()}`),
      ...forms.map((address) => address(id())),
    ];

    for (const address of addresses) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(404);
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    }

    await page.getByRole("link", { name: "Go to the start" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Program definitions");
  });
}

test("an address that no page has is a 404 page with status 404", async ({ page }) => {
  const answer = await page.goto("/no/such/page");

  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});

test("an id in capital letters is the same id", async ({ page, name }) => {
  const { id } = await wix.createPoolDefinition({ displayName: name });
  await page.goto(`/pool-definitions/${id.toUpperCase()}`);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.goto("/audit?operation=programs.provision");
  const link = page.getByRole("table", { name: "Audit log" }).getByRole("link").first();
  const address = (await link.getAttribute("href")) ?? "";
  const answer = await page.goto(address.replace(/[^/]+$/, (attempt) => attempt.toUpperCase()));
  expect(answer?.status()).toBe(200);
});

const nobody = "5b0a7e52-5c1c-4f5e-9a3b-0a4f6a1f4011";
const farPast = { way: "next", at: "-200000-01-01T00:00:00Z", id: nobody };
const odd = [
  "/audit?operation=%00",
  "/audit?actor=%00",
  "/audit?outcome=%00&subject=%00",
  "/audit?operation=no.such&actor=nobody&outcome=odd",
  `/audit?cursor=${Buffer.from(JSON.stringify(farPast)).toString("base64url")}`,
  "/audit?from=0026-11-21&to=2026-02-31",
  "/mappings?namespace=%00",
  "/mappings?otherNamespace=%00&text=%00&kind=%00",
  "/mappings?cursor=99999999999999999999",
  "/pools?createdFrom=0026-11-21&createdTo=9999-12-31",
  "/pools?namespace=%00&status=%00&memberId=%00&beneficiary=%00",
  "/programs?createdTo=0001-01-01&namespace=a&namespace=b",
  "/pool-definitions?providerAppId=%00&otherAppId=%00",
];

for (const address of odd) {
  test(`odd words in the address are no trouble: ${address}`, async ({ page }) => {
    const answer = await page.goto(address);

    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("search", { name: "Filters" })).toBeVisible();
    await expect(page.getByText("Something went wrong")).toHaveCount(0);
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(0);
  });
}

test.describe("a member that the site does not have", () => {
  test.use({ storageState: sessionOf("owner") });

  test("is said, and another can be found", async ({ page }) => {
    await page.goto(`/programs/new?memberId=${randomUUID()}`);

    await expect(page.getByText("The site does not have this member")).toBeVisible();
    await page.getByLabel("Name or e-mail").fill("Ann");
    await page.getByRole("button", { name: "Find" }).click();
    await expect(page.getByRole("link", { name: "Ann Porter" })).toBeVisible();
  });
});
