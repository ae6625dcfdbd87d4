import type { Page } from "@playwright/test";
import { expect, scripts, test } from "./test";

test.use({ viewport: { width: 375, height: 700 } });

const panel = (page: Page) => page.getByRole("navigation", { name: "Main" });
const opener = (page: Page) => page.getByRole("button", { name: "Navigation", exact: true });

async function open(page: Page) {
  await page.goto("/audit?limit=25");
  await opener(page).click();
  await expect(panel(page)).toBeVisible();
}

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("the navigation takes the focus, and Escape closes it and gives the focus back", async ({
      page,
    }) => {
      await open(page);
      await expect(page.getByRole("button", { name: "Close navigation" })).toBeFocused();

      await page.keyboard.press("Escape");

      await expect(panel(page)).toBeHidden();
      await expect(opener(page)).toBeFocused();
    });

    test("under the open navigation nothing scrolls", async ({ page }) => {
      await open(page);
      await page.mouse.move(350, 350);
      await page.mouse.wheel(0, 500);
      // The wheel works a moment later: what is done after it shows that it had its moment.
      await page.keyboard.press("Escape");
      await expect(panel(page)).toBeHidden();
      const title = page.getByRole("heading", { level: 1 });
      await expect(title).toBeInViewport();

      await page.mouse.wheel(0, 500);
      await expect(title).not.toBeInViewport();
    });

    test("a link of the navigation leads on and closes it", async ({ page }) => {
      await open(page);

      await panel(page).getByRole("link", { name: "Mappings" }).click();

      await expect(page.getByRole("heading", { level: 1, name: "Mappings" })).toBeVisible();
      await expect(panel(page)).toBeHidden();
    });
  });
}

test("while the navigation is open, Tab reaches nothing behind it", async ({ page }) => {
  await open(page);
  const links = await panel(page).getByRole("link").count();
  const reached = new Set<string>();

  for (let pressed = 0; pressed < links + 5; pressed += 1) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(() => {
        const { activeElement: element } = document;
        if (!element || element === document.body) return "the browser";
        return element.closest("[popover]") ? "the navigation" : element.outerHTML;
      }),
    );
  }

  expect([...reached].sort()).toEqual(["the browser", "the navigation"]);
});

test("a click beside the navigation closes it and does nothing else", async ({ page }) => {
  await open(page);
  const behind = await page.getByRole("main").getByRole("link").first().boundingBox();
  const address = page.url();

  await page.mouse.click(365, (behind?.y ?? 0) + 5);

  await expect(panel(page)).toBeHidden();
  await expect(opener(page)).toBeFocused();
  expect(page.url()).toBe(address);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Poolkeeper" })).toBeFocused();
});
