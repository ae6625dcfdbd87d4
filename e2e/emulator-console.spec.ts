import { type ChildProcess, spawn } from "node:child_process";
import { expectAccessible } from "./accessibility";
import { signedOut } from "./people";
import { consolePort } from "./ports";
import { expect, test } from "./test";
import { wixAt, wixIdentity } from "./wix";

const console = `http://127.0.0.1:${consolePort}/__emulator`;
const wix = wixAt(consolePort);
const views = ["Overview", "Entities", "Requests", "Clock", "Faults", "State", "Assumptions"];

// An emulator of their own: a clock that is moved on would surprise every other journey.
test.use({ storageState: signedOut });
test.describe.configure({ mode: "serial" });
let emulator: ChildProcess;

test.beforeAll(async () => {
  emulator = spawn(process.execPath, ["emulator/main.mjs"], {
    env: {
      ...process.env,
      EMULATOR_PORT: String(consolePort),
      EMULATOR_DATA: "",
      EMULATOR_INSTANCE_ID: wixIdentity.WIX_INSTANCE_ID,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((done) => emulator.stdout?.once("data", done));
});
test.afterAll(async () => {
  emulator.kill();
  await new Promise((done) => emulator.once("exit", done));
});

/** Something of all that a page can show. */
async function fill(): Promise<void> {
  const { id } = await wix.createProgramDefinition({ displayName: "Gold" });
  const { id: poolDefinitionId } = await wix.createPoolDefinition({ displayName: "Yoga" });
  await wix.add(id, poolDefinitionId);
  await wix.provision({ programDefinitionId: id }, "Ann’s");
  await wix.createItem({ displayName: "Yoga on Monday" });
  await wix.fault({ method: "pools.getPool", contains: "nowhere", status: 503 });
  await fetch(`${console}/snapshots/before`, { method: "PUT" });
}

for (const view of views) {
  test(`the emulator's console, ${view}: no violation in light and dark, at 1280 and 320 px`, async ({
    page,
  }) => {
    await fill();

    await expectAccessible(page, async () => {
      await page.goto(console);
      await page.getByRole("link", { name: view }).click();
      await expect(page.getByRole("heading", { level: 1, name: view })).toBeVisible();
    });
  });
}

for (const of of ["programs", "balances", "items", "poolDefinitions"]) {
  test(`what can be done to ${of}: no violation in light and dark, at 1280 and 320 px`, async ({
    page,
  }) => {
    await fill();

    await expectAccessible(page, async () => {
      await page.goto(`${console}/console/entities?of=${of}`);
      await expect(page.getByRole("button").nth(1)).toBeVisible();
    });
  });
}

test("a form that is refused: no violation in light and dark, at 1280 and 320 px", async ({
  page,
}) => {
  await expectAccessible(page, async () => {
    await page.goto(`${console}/console/clock`);
    await page.getByLabel("Time (UTC)").fill("tomorrow");
    await page.getByRole("button", { name: "Set" }).click();
    await expect(page.getByRole("alert")).toContainText("now");
  });
});

test("the emulated login page: no violation in light and dark, at 1280 and 320 px", async ({
  page,
}) => {
  const request = new URLSearchParams({
    client_id: "5d8e1c74-96b3-4f02-a1d8-2e7c3b9f4a03",
    redirect_uri: "http://localhost:3000/callback",
    response_type: "code",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  });

  await expectAccessible(page, async () => {
    await page.goto(`${new URL(console).origin}/_api/oauth2/authorize?${request.toString()}`);
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });
});

test("what was asked of the emulator is seen, with what it holds now", async ({ page, name }) => {
  const { id } = await wix.createProgramDefinition({ displayName: name });

  await page.goto(`${console}/console/entities?of=programDefinitions`);
  await page.getByLabel("Containing").fill(name);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("cell", { name: id })).toBeVisible();

  await page.getByRole("link", { name: "Requests" }).click();
  await page.getByLabel("Containing").fill(name);
  await page.getByRole("button", { name: "Show" }).click();
  const row = page.getByRole("row").filter({ hasText: "createProgramDefinition" });
  await row.getByText("Answer").click();
  await expect(row.getByText(id)).toBeVisible();
});

test("a program is paused, renewed and ended with the keyboard alone, and its balance changed", async ({
  page,
  name,
}) => {
  const { id: poolDefinitionId } = await wix.createPoolDefinition({ displayName: name });
  const { id } = await wix.provision({ poolDefinitionId }, name);
  const status = async () => (await wix.named("programs", name))[0]?.status;
  const press = async (button: string) => {
    await page.getByRole("button", { name: `${button} ${name}` }).focus();
    await page.keyboard.press("Enter");
  };

  await page.goto(`${console}/console/entities?of=programs&text=${id}`);
  await press("Pause");
  await expect(page.getByRole("status")).toContainText("is paused");
  await expect(page.getByLabel("Containing")).toHaveValue(id);
  expect(await status()).toBe("PAUSED");

  await press("Resume");
  await press("Renew");
  await expect(page.getByRole("status")).toContainText("is renewed");
  const [pool] = await wix.named("pools", name);
  await page.goto(`${console}/console/entities?of=balances&text=${pool?.id}`);
  await page.getByLabel("Credits").fill("lots");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("decimal");
  await expect(page.getByLabel("Credits")).toHaveValue("lots");
  await page.getByLabel("Credits").fill("2.5");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("The balance was changed.");
  await expect(page.getByRole("cell", { name: "17.5 available" })).toBeVisible();

  await page.goto(`${console}/console/entities?of=programs&text=${id}`);
  await press("End");
  await expect(page.getByRole("cell", { name: "ENDED" })).toBeVisible();
  expect(await status()).toBe("ENDED");
});

test("the clock is frozen and moved on with the keyboard alone; a mistake loses nothing", async ({
  page,
}) => {
  await page.goto(`${console}/console/clock`);
  await page.getByRole("button", { name: "Freeze it" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("The clock stands still.");
  const shown = async () => (await page.locator("h2 time").getAttribute("datetime")) ?? "";
  const before = await shown();

  await page.getByLabel("Move on by").fill("P1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("duration");
  await expect(page.getByLabel("Move on by")).toHaveValue("P1");
  expect(await shown()).toBe(before);

  await page.getByLabel("Move on by").fill("P1D");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("The clock was moved on.");
  expect(Date.parse(await shown()) - Date.parse(before)).toBe(86_400_000);
});
