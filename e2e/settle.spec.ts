import { expectOutcome, recorded } from "./audit-log";
import { fillPoolDefinition, send, typedYoga } from "./pool-definition-form";
import { expect, expectSaid, scripts, test } from "./test";
import { ownNamespace, wix, yoga } from "./wix";

const creating = "poolDefinitions.createPoolDefinition";
const following = "See what becomes of it";

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("what Wix cannot tell is asked of a person, and settled as they say", async ({
      page,
      name,
    }) => {
      await wix.fault({ method: creating, contains: name, drop: "after" });
      await page.goto("/pool-definitions/new");
      await fillPoolDefinition(page, { ...typedYoga(name), unit: "units" });
      await send(page);
      await page.getByRole("link", { name: following }).waitFor();
      // Somebody else makes the same one: Wix shows two, and neither is known to be ours.
      const [ours] = await wix.named("poolDefinitions", name);
      const { details = yoga } = ours ?? {};
      await wix.createPoolDefinition({ displayName: name, details, namespace: ownNamespace });
      const address = await page.getByRole("link", { name: following }).getAttribute("href");
      await page.goto(address ?? "");
      await expectOutcome(page, "Unknown");
      await expect(async () => {
        await page.reload();
        await expect(page.getByText("Somebody must decide")).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 25_000, intervals: [500] });

      await page.getByRole("button", { name: "Look it up in Wix now" }).click();
      await expect(page.getByText("Wix does not tell yet")).toBeVisible();

      await page.getByRole("button", { name: "Settle by hand" }).click();
      await expect(page.getByText("Say what you found.").first()).toBeVisible();
      await page.getByLabel("It happened").check();
      await page.getByLabel("Id in Wix").fill("no id");
      await page.getByLabel("How do you know?").fill("I looked");
      await page.getByRole("button", { name: "Settle by hand" }).click();
      await expect(page.getByLabel("Id in Wix")).toHaveAttribute("aria-invalid", "true");
      await expect(page.getByLabel("How do you know?")).toHaveValue("I looked");
      await expect(page.getByLabel("It happened")).toBeChecked();
      await page.getByLabel("Id in Wix").fill(ours?.id ?? "");
      await page.getByRole("button", { name: "Settle by hand" }).click();

      await expectSaid(page, "Settled as you decided");
      await expectOutcome(page, "Settled by hand");
      await expect(page.getByText("I looked")).toBeVisible();
      await page.goto(`/audit?subject=${ours?.id}`);
      await expect(page.getByRole("link", { name: "Create a pool definition" })).toBeVisible();
      expect(await wix.requests(creating, name)).toHaveLength(2);
    });
  });
}

test("a look-up that comes too early says so, and changes nothing", async ({ page, name }) => {
  await wix.fault({ method: creating, contains: name, drop: "after" });
  await page.goto("/pool-definitions/new");
  await fillPoolDefinition(page, typedYoga(name));
  await send(page);
  const address = await page.getByRole("link", { name: following }).getAttribute("href");
  await page.goto(address ?? "");

  await page.getByRole("button", { name: "Look it up in Wix now" }).click();

  await expect(page.getByText("It is too early to tell")).toBeVisible();
  await expectOutcome(page, "Unknown");
});

test("an owner erases what may be personal, for good; who may not is not offered it", async ({
  page,
  name,
  pageOf,
}) => {
  await page.goto("/program-definitions/new");
  await page.getByLabel("Name", { exact: true }).first().fill(name);
  await send(page, "Create program definition");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("link", { name: "Create a program definition" }).click();
  expect(await recorded(page, "Input")).toMatchObject({ displayName: name });
  await expect(page.getByText("Erase personal data")).toHaveCount(0);
  const owner = await pageOf("owner");
  await owner.goto(page.url());

  await owner.getByText("Erase personal data").click();
  await owner.getByRole("button", { name: "Erase for good" }).click();
  await expect(owner.getByLabel("Why?")).toHaveAttribute("aria-invalid", "true");
  await owner.getByLabel("Why?").fill("She asked for it");
  await owner.getByRole("button", { name: "Erase for good" }).click();

  await expectSaid(owner, "What it held is erased");
  await expect(owner.getByText("Its content was erased for privacy").first()).toBeVisible();
  await expect(owner.getByText("Erase personal data")).toHaveCount(0);
  await owner.goto("/audit?operation=attempts.erase&limit=100");
  await expect(owner.getByRole("row").filter({ hasText: "Olive Owner" }).first()).toBeVisible();
});
