import { randomUUID } from "node:crypto";
import { sessionOf } from "./people";
import { expect, test } from "./test";

const nouns = ["program-definitions", "pool-definitions", "programs", "pools", "audit"];
const forms = [
  (id: string) => `/pools/${id}/edit`,
  (id: string) => `/program-definitions/${id}/add`,
];
const bad = [
  { title: "not an id", id: () => "nonsense" },
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
