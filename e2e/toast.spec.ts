import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectSaid, test } from "./test";

const message = "Pool definition “Ten classes of yoga and of much else” created";
const muchLater = 60_000;

/** A page that has something to say, on a clock that only the test moves. */
async function say(page: Page, baseURL: string | undefined) {
  const url = baseURL ?? "";
  await page.context().addCookies([
    { name: "toast", value: encodeURIComponent(`${randomUUID()}.${message}`), url },
    // Otherwise the first page is shown again in the reader's zone, at a time of its own.
    { name: "tz", value: "Europe%2FLisbon", url },
  ]);
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await page.goto("/pool-definitions/new");
  const toast = page.getByRole("listitem").filter({ hasText: message });
  await expect(async () => {
    await page.clock.runFor(50);
    await expect(toast).toBeVisible({ timeout: 50 });
  }).toPass({ intervals: [50] });
  await expectSaid(page, message);
  return toast;
}

test("a message goes by itself, but not while the pointer is on it", async ({ page, baseURL }) => {
  const toast = await say(page, baseURL);

  await toast.hover();
  await page.clock.runFor(muchLater);
  await expect(toast).toBeVisible();
  await page.mouse.move(5, 5);
  await page.clock.runFor(muchLater);

  await expect(toast).toHaveCount(0);
});

test("a message stays while it has the focus", async ({ page, baseURL }) => {
  const toast = await say(page, baseURL);

  await toast.getByRole("button", { name: "Close" }).focus();
  await page.clock.runFor(muchLater);
  await expect(toast).toBeVisible();
  await page.getByLabel("Unit").focus();
  await page.clock.runFor(muchLater);

  await expect(toast).toHaveCount(0);
});

test("a message is closed by its button, with the keyboard too", async ({ page, baseURL }) => {
  const toast = await say(page, baseURL);

  await toast.getByRole("button", { name: "Close" }).press("Enter");
  await page.clock.runFor(1000);

  await expect(toast).toHaveCount(0);
});

test("on a phone a message lies below the header, within the page's edges", async ({
  page,
  baseURL,
}) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  const toast = await say(page, baseURL);

  const box = await toast.boundingBox();
  const header = await page.getByRole("banner").boundingBox();
  if (!box || !header) throw new Error("Something is not there.");
  expect(box.y).toBeGreaterThan(header.height);
  expect(box.y + box.height).toBeLessThanOrEqual(700);
  expect(box.x).toBeGreaterThanOrEqual(16);
  expect(box.x + box.width).toBeLessThanOrEqual(375 - 16);
  const close = await toast.getByRole("button", { name: "Close" }).boundingBox();
  expect(close).toMatchObject({ width: 24, height: 24 });
});
