import type { Page } from "@playwright/test";
import { newFolder, startLauncher, type Launcher } from "./launcher";
import { emailOf, nameOf, signedOut, signIn } from "./people";
import { send } from "./pool-definition-form";
import { apartPorts } from "./ports";
import { expect, test } from "./test";
import { wixAt } from "./wix";

/** A portal of its own, for what would be in the way of every other journey. */
const wix = wixAt(apartPorts.emulatorPort);
let folder: ReturnType<typeof newFolder> | undefined;
let launcher: Launcher | undefined;

test.use({ storageState: signedOut, baseURL: `http://127.0.0.1:${apartPorts.portalPort}` });
test.describe.configure({ mode: "serial" });

const old = { displayName: "Old membership", poolName: "Old pass" };
let programDefinitionId = "";
let poolDefinitionId = "";

test.beforeAll(async () => {
  folder = newFolder();
  launcher = await startLauncher({ data: folder.path, ...apartPorts });
  ({ id: programDefinitionId } = await wix.createProgramDefinition(old));
  const inside = await wix.createPoolDefinition({ displayName: "Inside" });
  await wix.add(programDefinitionId, inside.id);
  ({ id: poolDefinitionId } = await wix.createPoolDefinition({ displayName: old.poolName }));
  for (let number = 1; number <= 101; number += 1) {
    await wix.createProgramDefinition({ displayName: `Membership ${number}` });
    await wix.createPoolDefinition({ displayName: `Pass ${number}` });
  }
});

test.afterAll(async () => {
  await launcher?.stop();
  folder?.remove();
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
