import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { databaseOf } from "./database-wire";
import { ownPortal } from "./own-portal";
import { emailOf, nameOf, signIn } from "./people";
import { send } from "./pool-definition-form";
import { apartPorts } from "./ports";
import { expect, test } from "./test";
import { wixAt } from "./wix";

/** A portal of its own, for what would be in the way of every other journey. */
const wix = wixAt(apartPorts.emulatorPort);
// Programs stay as they begin, for as long as this takes.
const portal = ownPortal(apartPorts, { EMULATOR_DELAY_MS: "3600000" });
test.describe.configure({ mode: "serial" });

const old = { displayName: "Old membership", poolName: "Old pass" };
let programDefinitionId = "";
let poolDefinitionId = "";

test.beforeAll(async () => {
  ({ id: programDefinitionId } = await wix.createProgramDefinition(old));
  const inside = await wix.createPoolDefinition({ displayName: "Inside" });
  await wix.add(programDefinitionId, inside.id);
  ({ id: poolDefinitionId } = await wix.createPoolDefinition({ displayName: old.poolName }));
  for (let number = 1; number <= 101; number += 1) {
    await wix.createProgramDefinition({ displayName: `Membership ${number}` });
    await wix.createPoolDefinition({ displayName: `Pass ${number}` });
  }
});

async function asManager(page: Page) {
  await page.goto("/sign-in");
  await signIn(page, "manager");
}

for (const { path, name } of [
  { path: () => `/program-definitions/${programDefinitionId}`, name: old.displayName },
  { path: () => `/pool-definitions/${poolDefinitionId}`, name: old.poolName },
]) {
  test(`however old it is, ${name} is provisioned from its own page`, async ({ page }) => {
    await asManager(page);
    await page.goto(path());

    await page.getByRole("link", { name: "Provision for a member" }).click();
    await page.getByLabel("Name or e-mail").fill("Dubois");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("link", { name: /Chloé Dubois/ }).click();

    const chosen = page.getByLabel("What to provision").locator("option:checked");
    await expect(chosen).toHaveText(name);
    await page.getByLabel("Key", { exact: true }).fill(`order ${name}`);
    await send(page, "Provision program");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    expect(await wix.named("programs", name)).toHaveLength(1);
  });
}

test("where a list is cut, an id may be typed instead; what is none is said at its field", async ({
  page,
}) => {
  await asManager(page);
  const { id: memberId } = await wix.member("ben.okafor@example.com");
  await page.goto(`/programs/new?memberId=${memberId}`);
  const older = page.getByLabel("…or the id of another program definition");
  await older.fill("not an id");
  await page.getByLabel("Name of the program").fill("By its id");
  await page.getByLabel("Key", { exact: true }).fill("order by id");

  await send(page, "Provision program");
  await expect(older).toHaveAccessibleDescription(/Give an id as Wix writes it/);
  await expect(older).toHaveValue("not an id");
  await older.fill(programDefinitionId.toUpperCase());
  await send(page, "Provision program");

  await expect(page.getByRole("heading", { level: 1, name: "By its id" })).toBeVisible();
  const [program] = await wix.named("programs", "By its id");
  expect(program).toMatchObject({ programDefinitionId });
});

test("where nothing can be provisioned, the ways to what must exist first are shown", async ({
  page,
}) => {
  await asManager(page);
  const { id: memberId } = await wix.member("ben.okafor@example.com");
  const none = { contains: "poolkeeper", times: 1, status: 200 };
  for (const [noun, method] of [
    ["programDefinitions", "programDefinitions.queryProgramDefinitions"],
    ["poolDefinitions", "poolDefinitions.queryPoolDefinitions"],
  ] as const) {
    await wix.fault({ ...none, method, body: { [noun]: [] } });
  }

  await page.goto(`/programs/new?memberId=${memberId}`);

  await expect(page.getByText("There is nothing to provision yet")).toBeVisible();
  await expect(page.getByLabel("What to provision")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "New program definition" })).toBeVisible();
  await page.getByRole("link", { name: "New pool definition" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New pool definition" })).toBeVisible();
});

test("strangers who guess keep nobody out of a browser that is known", async ({ page, pageOf }) => {
  await page.goto("/sign-in");
  await signIn(page, "viewer");
  await page.getByRole("button", { name: `Account of ${nameOf.viewer}` }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  const stranger = await pageOf(null);
  await stranger.goto("/sign-in");
  for (let guess = 1; guess <= 6; guess += 1) {
    await stranger.getByLabel("E-mail").fill(emailOf("viewer"));
    await stranger.getByLabel("Password").fill(`guess number ${guess}`);
    const answer = stranger.waitForResponse((one) => one.request().method() === "POST");
    await send(stranger, "Sign in");
    await answer;
    await expect(stranger.getByLabel("Password")).toHaveValue("");
  }
  await expect(stranger.getByText("Too many attempts")).toBeVisible();

  await signIn(page, "viewer");

  await expect(page).toHaveURL("/program-definitions");
});

/** One statement, past the portal. */
async function sql(text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: databaseOf(portal.folder()).url });
  await client.connect();
  await client.query(text, values);
  await client.end();
}

test("a member of the site may see nothing here, and can sign out", async ({ page, baseURL }) => {
  const sid = randomUUID();
  await sql(
    `INSERT INTO "Session" ("id", "kind", "memberId", "createdAt", "expiresAt")
     VALUES ($1, 'member', $2, now(), now() + interval '1 day')`,
    [sid, randomUUID()],
  );
  const secret = readFileSync(join(portal.folder(), "secret"), "utf8").trim();
  const value = await encode({ token: { sid }, secret });
  await page.context().addCookies([{ name: "poolkeeper-session", value, url: baseURL ?? "" }]);

  const answer = await page.goto("/");
  expect(answer?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You may not see this");
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();

  await expect(page).toHaveURL("/sign-in");
  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");
});

test("what nobody expected keeps the frame, has a number that is in the log too, and can be tried again", async ({
  page,
}) => {
  await asManager(page);
  await sql(`ALTER TABLE "Mapping" RENAME TO "Elsewhere"`);

  await page.goto("/mappings");
  const main = page.getByRole("main");
  const heading = main.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Something went wrong that should not");
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  const alert = main.getByRole("alert");
  await expect(alert).toContainText(/give this number: \d+/);
  const digest = /number: (\d+)/.exec(await alert.innerText())?.[1];
  const told = { msg: "unexpected error", path: "/mappings", digest };
  await expect.poll(() => portal.logged()).toContainEqual(expect.objectContaining(told));
  await sql(`ALTER TABLE "Elsewhere" RENAME TO "Mapping"`);
  await main.getByRole("link", { name: "Try again" }).click();

  await expect(heading).toHaveText("Mappings");
});

test("a page that waits for Wix looks again less and less often, and only while it is seen", async ({
  page,
  baseURL,
}) => {
  const pool = await wix.createPoolDefinition({ displayName: "Slow" });
  const program = await wix.provision({ poolDefinitionId: pool.id }, "Slow");
  const address = `/programs/${program.id}`;
  // Otherwise the first page is shown again in the reader's zone, at a time of its own.
  await page.context().addCookies([{ name: "tz", value: "Europe%2FLisbon", url: baseURL ?? "" }]);
  await asManager(page);
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  let looks = 0;
  page.on("request", (one) => {
    const { rsc, "next-router-prefetch": prefetch } = one.headers();
    if (rsc && !prefetch && new URL(one.url()).pathname === address) looks += 1;
  });
  const show = (isHidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);

  await page.goto(address);
  await expect(page.getByText("Wix is still working on it")).toBeVisible();
  await expect(async () => {
    await page.clock.runFor(1500);
    expect(looks).toBe(1);
  }).toPass();
  await show(true);
  await page.clock.runFor(600_000);
  expect(looks).toBe(1);
  await show(false);
  for (const [index, seconds] of [3, 6, 12, 24].entries()) {
    await page.clock.runFor(seconds * 1000 - 100);
    expect(looks).toBe(index + 1);
    await page.clock.runFor(100);
    await expect.poll(() => looks).toBe(index + 2);
  }
  await page.clock.runFor(3_600_000);

  expect(looks).toBe(5);
});
