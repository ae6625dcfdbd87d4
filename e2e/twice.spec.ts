import { writeForms } from "./forms";
import { fillPoolDefinition, send, typedYoga } from "./pool-definition-form";
import { expect, expectSaid, scripts, test, unique } from "./test";
import { wix } from "./wix";

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    for (const form of writeForms) {
      test(`${form.title}: a double click does it once`, async ({ page, name }) => {
        const { address, marker, fill, effects } = await form.prepare(name);
        await wix.fault({ method: form.method, contains: marker, delayMs: 700 });
        await page.goto(address);
        await fill(page);

        await page.getByRole("button", { name: form.button, exact: true }).dblclick();

        await page.waitForURL((url) => !/\/(new|add|edit)$/.test(url.pathname));
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(await effects()).toBe(1);
        expect(await wix.requests(form.method, marker)).toHaveLength(1);
      });

      test(`${form.title}: the same form, sent again later, does it once`, async ({
        page,
        name,
      }) => {
        const { address, marker, fill, effects } = await form.prepare(name);
        await page.goto(address);
        await fill(page);
        const sent = page.waitForRequest((one) => one.method() === "POST");
        await send(page, form.button);
        const post = await sent;
        await expect(page).not.toHaveURL(address);
        const made = new URL(page.url()).pathname;

        const again = await page.request.fetch(post.url(), {
          method: "POST",
          headers: await post.allHeaders(),
          data: post.postDataBuffer() ?? "",
          maxRedirects: 0,
        });

        const { location, "x-action-redirect": redirect } = again.headers();
        expect(location ?? redirect).toContain(made);
        expect(await effects()).toBe(1);
        expect(await wix.requests(form.method, marker)).toHaveLength(1);
      });
    }

    test("going back and making another one is never taken for the first", async ({
      page,
      name,
    }) => {
      const other = unique("Other");
      await page.goto("/pool-definitions");
      await page.getByRole("link", { name: "New pool definition" }).click();
      await fillPoolDefinition(page, typedYoga(name));
      await send(page);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

      await page.goBack();
      await expect(page.getByRole("heading", { level: 1, name: "New pool" })).toBeVisible();
      await fillPoolDefinition(page, typedYoga(other));
      await send(page);

      await expect(page.getByRole("heading", { level: 1, name: other })).toBeVisible();
      await expectSaid(page, `Pool definition “${other}” created`);
      expect(await wix.named("poolDefinitions", name)).toHaveLength(1);
      expect(await wix.named("poolDefinitions", other)).toHaveLength(1);
    });
  });
}

test("two windows with one form make one thing", async ({ page, name }) => {
  await wix.fault({
    method: "poolDefinitions.createPoolDefinition",
    contains: name,
    delayMs: 1000,
  });
  await page.goto("/pool-definitions/new");
  await fillPoolDefinition(page, typedYoga(name));
  const key = await page.locator("input[name=key]").inputValue();
  const second = await page.context().newPage();
  await second.goto("/pool-definitions/new");
  await fillPoolDefinition(second, typedYoga(name));
  await second.locator("input[name=key]").evaluate((element, value) => {
    (element as HTMLInputElement).value = value;
  }, key);

  await Promise.all([send(page), send(second)]);

  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(second.getByRole("heading", { level: 1, name })).toBeVisible();
  expect(second.url()).toBe(page.url());
  expect(await wix.named("poolDefinitions", name)).toHaveLength(1);
});
