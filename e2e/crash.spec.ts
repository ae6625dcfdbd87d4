import type { Page } from "@playwright/test";
import { expectOutcome, expectSettled } from "./audit-log";
import { newFolder, startLauncher, type Launcher } from "./launcher";
import { signedOut } from "./people";
import { nameField, send } from "./pool-definition-form";
import { crashPorts } from "./ports";
import { expect, expectSaid, test } from "./test";
import { wixAt } from "./wix";

const email = "first.owner@example.com";
const password = "a password of our own";
const wix = wixAt(crashPorts.emulatorPort);
const method = "programDefinitions.createProgramDefinition";
const word = "Create a program definition";

test.use({ storageState: signedOut, baseURL: `http://127.0.0.1:${crashPorts.portalPort}` });
test.describe.configure({ mode: "serial", timeout: 120_000 });

let folder: ReturnType<typeof newFolder> | undefined;
let launcher: Launcher | undefined;

const start = async () => {
  launcher = await startLauncher({
    data: folder?.path ?? "",
    ...crashPorts,
    env: {
      POOLKEEPER_DEMO: "",
      OWNER_EMAIL: email,
      OWNER_PASSWORD: password,
      WIX_DEADLINE_MS: "5000",
    },
  });
};

test.beforeAll(async () => {
  folder = newFolder();
  await start();
});
test.afterAll(async () => {
  await launcher?.stop();
  folder?.remove();
});

async function signInAsOwner(page: Page) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("/program-definitions");
}

async function sendProgramDefinition(page: Page, name: string) {
  await page.goto("/program-definitions/new");
  await nameField(page).fill(name);
  await page.getByLabel("Key", { exact: true }).fill(`key of ${name}`);
  await send(page, "Create program definition");
}

test("a portal where nothing was done yet says in each list what to do next", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByText("This is the demo")).toHaveCount(0);
  await signInAsOwner(page);

  for (const [address, empty, next] of [
    ["/program-definitions", "No program definitions yet", "New program definition"],
    ["/pool-definitions", "No pool definitions yet", "New pool definition"],
    ["/programs", "No programs yet", "Provision a program"],
    ["/pools", "No pools yet", "Provision a program"],
    ["/mappings", "No keys yet", null],
  ] as const) {
    await page.goto(address);
    await expect(page.getByText(empty)).toBeVisible();
    if (next) await expect(page.getByRole("link", { name: next }).last()).toBeVisible();
  }
  await page.goto("/audit");
  await expect(page.getByRole("row").filter({ hasText: "Add a user" })).toHaveCount(1);
});

test("after kill -9 of everything nothing is lost, nothing is in doubt, nothing is done twice", async ({
  page,
  name,
}) => {
  const [done, before, after] = [`${name} done`, `${name} before`, `${name} after`];
  await signInAsOwner(page);
  await sendProgramDefinition(page, done);
  await expect(page.getByRole("heading", { level: 1, name: done })).toBeVisible();
  const second = await page.context().newPage();
  const longMs = 60_000;
  await wix.fault({ method, contains: before, delayMs: longMs });
  await wix.fault({ method, contains: after, delayMs: longMs, drop: "after" });

  await sendProgramDefinition(page, before);
  await sendProgramDefinition(second, after);
  await expect.poll(() => wix.requests(method, before)).toHaveLength(1);
  await expect.poll(() => wix.named("programDefinitions", after)).toHaveLength(1);
  await launcher?.kill();
  await start();

  expect(await wix.named("programDefinitions", done)).toHaveLength(1);
  await page.goto("/program-definitions");
  await expect(page.getByRole("link", { name: done })).toBeVisible();
  await page.goto(`/audit?operation=program-definitions.create`);
  const links = page.getByRole("table", { name: "Audit log" }).getByRole("link", { name: word });
  await expect(links).toHaveCount(3);
  const attempts = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const expected = [
    { attempt: attempts[0], outcome: "Succeeded", says: "Found in Wix by the reconciler." },
    { attempt: attempts[1], outcome: "Failed", says: "Wix holds no such program definition." },
  ] as const;
  for (const { attempt, outcome, says } of expected) {
    await page.goto(attempt ?? "");
    await expectSettled(page, outcome);
    await expect(page.getByText(says)).toBeVisible();
    // Killed in the middle: it never came to know that it did not know.
    await expect(page.getByText("Unknown: it may or may not have happened")).toHaveCount(0);
  }
  await page.goto(attempts[2] ?? "");
  await expectOutcome(page, "Succeeded");
  expect(await wix.named("programDefinitions", after)).toHaveLength(1);
  expect(await wix.named("programDefinitions", before)).toEqual([]);

  await sendProgramDefinition(page, before);
  await expectSaid(page, `Program definition “${before}” created`);
  await sendProgramDefinition(page, after);
  await expect(page.getByText("This key is taken")).toBeVisible();
  expect(await wix.named("programDefinitions", before)).toHaveLength(1);
  expect(await wix.named("programDefinitions", after)).toHaveLength(1);
});

test("it ends when asked to, and starts again at once on the same ports", async ({ page }) => {
  await launcher?.stop();
  await expect(page.goto("/sign-in")).rejects.toThrow("ERR_CONNECTION_REFUSED");

  await start();

  await signInAsOwner(page);
  await expect(page.getByRole("heading", { level: 1, name: "Program definitions" })).toBeVisible();
});
