import { change, expectWhoAndRequest, openAttempt, recorded } from "./audit-log";
import { readyPool } from "./forms";
import { nameOf } from "./people";
import { benefit, fillBenefit, nameField, send } from "./pool-definition-form";
import { expect, expectSaid, scripts, test } from "./test";
import { wix, yoga, type Pool } from "./wix";

async function held(pool: Pool): Promise<Pool | undefined> {
  return (await wix.holds("pools")).find((one) => one.id === pool.id);
}

/** Another app's change of a benefit's description, of several lines. */
async function describeTheClass(pool: Pool, description: string) {
  const [first, ...others] = yoga.benefits;
  if (!first) throw new Error("the sample has no benefit");
  const details = { ...yoga, benefits: [{ ...first, description }, ...others] };
  await wix.changePool((await held(pool)) ?? pool, { details });
}

/** A colleague's change, made while the form is open. */
async function changeBehindTheirBack(pool: Pool) {
  const details = structuredClone(yoga);
  if (details.creditConfiguration) details.creditConfiguration.unitDisplayName = "visits";
  const [, session] = details.benefits;
  if (session) session.price = "4";
  await wix.changePool(pool, { details });
}

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("a manager updates a pool: name, credits and benefits, today's balance stays", async ({
      page,
      name,
    }) => {
      const pool = await readyPool(name);
      await page.goto(`/pools/${pool.id}`);
      await page.getByRole("link", { name: "Edit pool" }).click();
      await expect(page.getByText("Changed credits count from the next renewal")).toBeVisible();

      await nameField(page).fill(`${name} changed`);
      await page.getByLabel("Credits in each period").fill("12.50");
      await page.getByRole("button", { name: "Add a benefit" }).click();
      await fillBenefit(benefit(page, 3), { name: "Sauna", key: "sauna", price: "2" });
      await send(page, "Save pool");

      await expect(page.getByRole("heading", { level: 1, name: `${name} changed` })).toBeVisible();
      await expectSaid(page, `Pool “${name} changed” updated`);
      await expect(page.getByText("12.5 classes", { exact: true })).toBeVisible();
      await expect(page.getByText("10 classes", { exact: true })).toBeVisible();
      const now = await held(pool);
      expect(now?.details.benefits.map((one) => one.benefitKey)).toEqual([
        "class",
        "session",
        "sauna",
      ]);
      expect(Number(now?.details.creditConfiguration?.amount)).toBe(12.5);
      await openAttempt(page, pool.id, "Update a pool", "Succeeded");
      await expectWhoAndRequest(page, nameOf.manager);
      await expect(change(page, "Name")).toContainText(`${name} changed`);
      await expect(change(page, "Credits in each period")).toContainText("12.5");
      await expect(change(page, "Benefit “sauna”: key")).toContainText("sauna");
      await expect(change(page, "Unit")).toHaveCount(0);
      expect(await recorded(page, "Before")).toMatchObject({ displayName: name });
    });

    test("a refused value says why, and what was typed is kept", async ({ page, name }) => {
      const pool = await readyPool(name);
      await page.goto(`/pools/${pool.id}/edit`);
      await page.getByLabel("Credits in each period").fill("-3");
      await nameField(page).fill(`${name} x`);

      await send(page, "Save pool");

      const credits = page.getByLabel("Credits in each period");
      await expect(credits).toHaveAccessibleDescription(/The amount of credits is 0 or more/);
      await expect(credits).toHaveValue("-3");
      await expect(nameField(page)).toHaveValue(`${name} x`);
      expect((await held(pool))?.revision).toBe(pool.revision);
    });

    test("when somebody was faster both versions are shown, merged, and mine is applied", async ({
      page,
      name,
    }) => {
      const pool = await readyPool(name);
      await page.goto(`/pools/${pool.id}/edit`);
      await nameField(page).fill(`${name} mine`);
      await benefit(page, 2).getByLabel("Price in credits").fill("5");
      await changeBehindTheirBack(pool);

      await send(page, "Save pool");

      await expect(page.getByText("Somebody changed this while you were editing")).toBeVisible();
      const versions = page.getByRole("table", { name: "Your version and the one in Wix" });
      const row = (label: string) => versions.getByRole("row").filter({ hasText: label });
      await expect(row("Name")).toContainText(`${name} mine`);
      await expect(row("Unit")).toContainText("visits");
      const contested = row("Session: price");
      await expect(contested).toContainText("Both changed it");
      await expect(contested.getByRole("cell")).toContainText(["Session", "3", "4", "5"]);
      await expect(nameField(page)).toHaveValue(`${name} mine`);
      await expect(page.getByLabel("Unit")).toHaveValue("visits");
      await expect(benefit(page, 2).getByLabel("Price in credits")).toHaveValue("5");
      expect((await held(pool))?.displayName).toBe(name);

      await page.getByRole("button", { name: "Apply mine to the newest version" }).click();

      await expect(page.getByRole("heading", { level: 1, name: `${name} mine` })).toBeVisible();
      const now = await held(pool);
      expect(now?.displayName).toBe(`${name} mine`);
      expect(now?.details.creditConfiguration?.unitDisplayName).toBe("visits");
      expect(now?.details.benefits[1]?.price).toBe("5");
      const history = page.getByRole("table", { name: "History" }).getByRole("row");
      await expect(history.filter({ hasText: "Failed" })).toHaveCount(1);
      await expect(history.filter({ hasText: "Succeeded" })).toHaveCount(1);
      await openAttempt(page, pool.id, "Update a pool", "Succeeded");
      expect(await recorded(page, "Before")).toMatchObject({
        details: { creditConfiguration: { unitDisplayName: "visits" } },
      });
    });

    test("a text of several lines that I left alone follows theirs", async ({ page, name }) => {
      const pool = await readyPool(name);
      await describeTheClass(pool, "One\nTwo");
      await page.goto(`/pools/${pool.id}/edit`);
      await nameField(page).fill(`${name} mine`);
      await describeTheClass(pool, "One\nTwo\nThree");

      await send(page, "Save pool");

      const versions = page.getByRole("table", { name: "Your version and the one in Wix" });
      const row = versions.getByRole("row").filter({ hasText: "Class: description" });
      await expect(row).toContainText("Three");
      await expect(row).not.toContainText("Both changed it");
      await page.getByRole("button", { name: "Apply mine to the newest version" }).click();
      await expect(page.getByRole("heading", { level: 1, name: `${name} mine` })).toBeVisible();
      expect((await held(pool))?.details.benefits[0]?.description).toBe("One\nTwo\nThree");
    });

    test("when somebody was faster, mine can be discarded", async ({ page, name }) => {
      const pool = await readyPool(name);
      await page.goto(`/pools/${pool.id}/edit`);
      await nameField(page).fill(`${name} mine`);
      await changeBehindTheirBack(pool);
      await send(page, "Save pool");
      await expect(page.getByText("Somebody changed this while you were editing")).toBeVisible();

      await page.getByRole("button", { name: "Discard mine" }).click();

      await expect(page.getByText("Somebody changed this")).toHaveCount(0);
      await expect(nameField(page)).toHaveValue(name);
      await expect(page.getByLabel("Unit")).toHaveValue("visits");
      expect((await held(pool))?.displayName).toBe(name);
    });
  });
}

test("a balance that Wix does not tell is not called 0", async ({ page, name }) => {
  const pool = await readyPool(name);
  const addresses = [`/pools/${pool.id}`, `/pools?id=${pool.id}`, `/programs/${pool.programId}`];
  const method = "balances.listBalances";
  const untold = { method, contains: pool.id, status: 200, body: { balances: [] }, times: 100 };
  await wix.fault(untold);

  for (const [index, address] of addresses.entries()) {
    await page.goto(address);
    await expect(page.getByText("–", { exact: true })).toHaveCount(index === 0 ? 2 : 1);
    await expect(page.getByText("0 classes", { exact: true })).toHaveCount(0);
  }
});

test("a pool without credits has nothing reserved", async ({ page, name }) => {
  const details = { benefits: yoga.benefits.map((one) => ({ ...one, price: "0" })) };
  const definition = await wix.createPoolDefinition({ displayName: name, details });
  await wix.provision({ poolDefinitionId: definition.id }, name);
  const [pool] = await wix.named("pools", name);

  await page.goto(`/pools/${pool?.id}`);

  await expect(page.getByText("Unlimited", { exact: true })).toBeVisible();
  await expect(page.getByText("Reserved")).toHaveCount(0);
});

test("on a phone the first line of what went wrong stands below the header", async ({
  page,
  name,
}) => {
  await page.setViewportSize({ width: 375, height: 667 });
  const pool = await readyPool(name);
  await page.goto(`/pools/${pool.id}/edit`);
  await nameField(page).fill(`${name} mine`);
  await changeBehindTheirBack(pool);

  await send(page, "Save pool");

  const title = page.getByText("Somebody changed this while you were editing");
  await expect(title).toBeInViewport({ ratio: 1 });
  const header = await page.getByRole("banner").boundingBox();
  const { y } = (await title.boundingBox()) ?? { y: 0 };
  expect(y).toBeGreaterThan((header?.y ?? 0) + (header?.height ?? 0));
});

test("when a third one is faster still, nothing that was typed is lost", async ({ page, name }) => {
  const pool = await readyPool(name);
  await page.goto(`/pools/${pool.id}/edit`);
  await nameField(page).fill(`${name} mine`);
  await changeBehindTheirBack(pool);
  await send(page, "Save pool");
  await expect(page.getByText("Somebody changed this while you were editing")).toBeVisible();
  const second = await held(pool);
  if (!second) throw new Error("the pool is gone");
  await wix.changePool(second, { displayName: `${name} theirs` });

  await page.getByRole("button", { name: "Apply mine to the newest version" }).click();

  const versions = page.getByRole("table", { name: "Your version and the one in Wix" });
  await expect(versions.getByRole("row").filter({ hasText: "Name" })).toContainText(
    `${name} theirs`,
  );
  await expect(nameField(page)).toHaveValue(`${name} mine`);
  await page.getByRole("button", { name: "Apply mine to the newest version" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name} mine` })).toBeVisible();
  expect((await held(pool))?.displayName).toBe(`${name} mine`);
});

test("a pool of another app wears a badge, cannot be edited, and says so when tried", async ({
  page,
  name,
}) => {
  const pool = await readyPool(name, "@wix/pricing-plans");
  const own = await readyPool(`Own ${name}`);

  await page.goto("/pools?namespace=all");
  const link = page.getByRole("link", { name, exact: true }).first();
  const row = page.getByRole("row").filter({ has: link });
  await expect(row.getByText("@wix/pricing-plans").first()).toBeVisible();
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit pool" })).toHaveCount(0);
  await page.goto(`/pools/${pool.id}/edit`);
  await nameField(page).fill(`${name} mine`);
  await send(page, "Save pool");

  await expect(page.getByText("This belongs to another app")).toBeVisible();
  await expect(nameField(page)).toHaveValue(`${name} mine`);
  expect((await held(pool))?.revision).toBe(pool.revision);
  expect(await wix.requests("pools.updatePool", pool.id)).toEqual([]);
  await page.goto("/pools");
  await expect(page.getByRole("link", { name: own.displayName }).first()).toBeVisible();
  await expect(page.getByText("@wix/pricing-plans")).toHaveCount(0);
});
