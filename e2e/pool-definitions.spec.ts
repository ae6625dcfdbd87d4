import { change, expectWhoAndRequest, openAttempt, recorded } from "./audit-log";
import { attemptsWith } from "./audit-log";
import { nameOf } from "./people";
import { benefit, expectTyped, fillPoolDefinition, send, typedYoga } from "./pool-definition-form";
import { expect, expectSaid, scripts, test } from "./test";
import { bookings, wix } from "./wix";

const createWord = "Create a pool definition";
const otherApp = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("a manager creates a pool definition, and Wix has all of it", async ({ page, name }) => {
      const typed = typedYoga(name);
      typed.benefits.push({
        name: "Private session",
        key: "private",
        description: "One hour with a teacher.",
        price: "2.5",
        app: otherApp,
      });
      await page.goto("/pool-definitions");
      await page.getByRole("link", { name: "New pool definition" }).click();

      await fillPoolDefinition(page, typed);
      await send(page);

      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expectSaid(page, `Pool definition “${name}” created`);
      await expect(page.getByText("10 classes", { exact: true })).toBeVisible();
      await expect(page.getByText("At most 5 classes")).toBeVisible();
      const row = page.getByRole("row").filter({ hasText: "Private session" });
      await expect(row).toContainText("2.5 classes");
      await expect(row).toContainText(otherApp);

      const [made, ...others] = await wix.named("poolDefinitions", name);
      expect(others).toEqual([]);
      expect(page.url()).toContain(made?.id);
      expect(made?.details).toMatchObject({
        benefits: [
          { benefitKey: "group-class", displayName: "Group class", price: "1" },
          {
            benefitKey: "private",
            displayName: "Private session",
            description: "One hour with a teacher.",
            price: "2.5",
            providerAppId: otherApp,
          },
        ],
        creditConfiguration: {
          amount: "10",
          unitDisplayName: "classes",
          rolloverConfiguration: { enabled: true, balanceCap: "5" },
        },
      });
      expect(made?.details.benefits[0]?.providerAppId).toBe(bookings);

      await openAttempt(page, made?.id ?? "", createWord, "Succeeded");
      await expectWhoAndRequest(page, nameOf.manager);
      await expect(change(page, "Benefit “private”: price")).toContainText("2.5");
      expect(await recorded(page, "Input")).toMatchObject({ displayName: name });
      expect(await recorded(page, "After")).toMatchObject({ id: made?.id });
    });

    test("a refused value: each field says why, and what was typed is kept", async ({
      page,
      name,
    }) => {
      const typed = {
        ...typedYoga(name),
        amount: "ten",
        benefits: [
          { name: "Class", key: "same", price: "-1", app: "Wix Stores" },
          { name: "Other", key: "same", description: "Twice.", price: "1.23456", app: "no-guid" },
        ],
      };
      await page.goto("/pool-definitions/new");
      await fillPoolDefinition(page, { ...typed, benefits: typed.benefits.slice(0, 1) });
      await page.getByRole("button", { name: "Add a benefit" }).click();
      const second = benefit(page, 2);
      await second.getByLabel("Name", { exact: true }).fill("Other");
      await second.getByLabel("Key", { exact: true }).fill("same");
      await second.getByLabel("Description").fill("Twice.");
      await second.getByLabel("Price in credits").fill("1.23456");
      await second.getByLabel("Provider app", { exact: true }).selectOption("Another app…");
      await second.getByLabel("GUID of the provider app").fill("no-guid");

      await send(page);

      await expect(page.getByText(/things need your attention/)).toBeVisible();
      await expect(page.getByLabel("Credits in each period")).toHaveAccessibleDescription(
        /The amount of credits is a number with up to 4 decimals/,
      );
      const first = benefit(page, 1);
      await expect(first.getByLabel("Price in credits")).toHaveAccessibleDescription(
        /The price is 0 or more/,
      );
      const guid = second.getByLabel("GUID of the provider app");
      await expect(guid).toHaveAccessibleDescription(/Give the GUID of the app/);
      await expectTyped(page, typed);
      await expect(first.getByLabel("Provider app", { exact: true })).toHaveValue(/^215238eb/);
      await expect(guid).toHaveValue("no-guid");
      expect(await wix.named("poolDefinitions", name)).toEqual([]);
      expect(await wix.requests("poolDefinitions.createPoolDefinition", name)).toEqual([]);
      expect(await attemptsWith(page, "pool-definitions.create", name)).toEqual([]);
    });

    test("what Wix refuses is said in words, kept in the form and on record", async ({
      page,
      name,
    }) => {
      const typed = typedYoga(name);
      await wix.fault({
        method: "poolDefinitions.createPoolDefinition",
        contains: name,
        status: 403,
      });
      await page.goto("/pool-definitions/new");
      await fillPoolDefinition(page, typed);

      await send(page);

      await expect(page.getByText("Wix does not allow this portal to do that")).toBeVisible();
      await expectTyped(page, typed);
      expect(await wix.named("poolDefinitions", name)).toEqual([]);
      const [address] = await attemptsWith(page, "pool-definitions.create", name);
      await page.goto(address ?? "");
      await expect(page.getByText("Failed", { exact: true })).toBeVisible();
      await expect(page.getByText("forbidden", { exact: true })).toBeVisible();
    });
  });
}

test("two benefits with one key are refused at the second", async ({ page, name }) => {
  const [first] = typedYoga(name).benefits;
  const typed = { ...typedYoga(name), benefits: [first, first].flatMap((one) => one ?? []) };
  await page.goto("/pool-definitions/new");
  await fillPoolDefinition(page, typed);

  await send(page);

  await expect(benefit(page, 2).getByLabel("Key", { exact: true })).toHaveAccessibleDescription(
    /Another benefit has this key/,
  );
  await expect(benefit(page, 1).getByLabel("Key", { exact: true })).not.toHaveAttribute(
    "aria-invalid",
  );
});

test("the list has what was just made, at its head", async ({ page, name }) => {
  await wix.createPoolDefinition({ displayName: name });

  await page.goto("/pool-definitions");

  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name }) });
  await expect(row).toContainText("10 classes");
  await expect(row).toContainText("Class, Session");
  await expect(row).toContainText("No program definition");
});
