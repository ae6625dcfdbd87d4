import { ownPortal } from "./own-portal";
import { expectTyped, fillPoolDefinition, send, typedYoga } from "./pool-definition-form";
import { scarcePorts } from "./ports";
import { expect, test } from "./test";
import { wixAt } from "./wix";

/** A portal that may ask Wix three times a minute, and that a cron job reconciles. */
const owner = { OWNER_EMAIL: "first.owner@example.com", OWNER_PASSWORD: "a password of our own" };
const cron = "a secret of the scheduler";
const spent = "Too many requests at the moment";

ownPortal(scarcePorts, {
  ...owner,
  POOLKEEPER_DEMO: "",
  WIX_REQUESTS_PER_MINUTE: "3",
  CRON_SECRET: cron,
});
test.describe.configure({ mode: "serial" });

test("a page waits for a request of this minute, then says so, and a form keeps what was typed", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(owner.OWNER_EMAIL);
  await page.getByLabel("Password").fill(owner.OWNER_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("No program definitions yet")).toBeVisible();
  for (let asked = 1; asked < 3; asked += 1) await page.goto("/pool-definitions");

  const askedAt = Date.now();
  const answer = await page.goto("/programs");

  expect(answer?.status()).toBe(200);
  expect(Date.now() - askedAt).toBeGreaterThan(1_500);
  await expect(page.getByRole("heading", { level: 1, name: "Programs" })).toBeVisible();
  await expect(page.getByText(spent)).toBeVisible();
  await expect(page.getByText(/Try again in \d+ s\./)).toBeVisible();
  await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();

  await page.goto("/pool-definitions/new");
  const typed = typedYoga("Ten classes");
  await fillPoolDefinition(page, typed);
  await send(page);
  await expect(page.getByText(spent)).toBeVisible();
  await expectTyped(page, typed);
  const wix = wixAt(scarcePorts.emulatorPort);
  expect(await wix.named("poolDefinitions", "Ten classes")).toEqual([]);
  await page.goto("/audit");
  const row = page.getByRole("row").filter({ hasText: "Create a pool definition" });
  await expect(row.getByText("Failed")).toBeVisible();
});

test("the cron job's address is for who has its secret", async ({ request }) => {
  const address = "/api/cron/reconcile";
  const as = (authorization: string) => ({ headers: { authorization } });
  expect((await request.get(address)).status()).toBe(401);
  expect((await request.get(address, as("Bearer another"))).status()).toBe(401);
  expect((await request.get(address, as(cron))).status()).toBe(401);
  const answer = await request.get(address, as(`Bearer ${cron}`));
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ settled: 0, open: 0 });
});
