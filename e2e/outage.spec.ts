import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wireToDatabase } from "./database-wire";
import { newFolder, startLauncher, type Launcher } from "./launcher";
import { expectTyped, fillPoolDefinition, send, typedYoga } from "./pool-definition-form";
import { emulatorPort, outagePorts } from "./ports";
import { expect, test } from "./test";
import { wix, wixIdentity } from "./wix";

/** A second portal on the database and the emulator of this run, by a wire that can be cut. */
const data = process.env.POOLKEEPER_E2E_DATA ?? "";
let folder: ReturnType<typeof newFolder> | undefined;
const gone = "Our database cannot be reached";
let wire: Awaited<ReturnType<typeof wireToDatabase>> | undefined;
let launcher: Launcher | undefined;

test.use({ baseURL: `http://127.0.0.1:${outagePorts.portalPort}` });

test.beforeAll(async () => {
  folder = newFolder();
  wire = await wireToDatabase(data);
  launcher = await startLauncher({
    data: folder.path,
    ...outagePorts,
    env: {
      ...wixIdentity,
      // Without the demo it would disable the accounts of the whole run.
      POOLKEEPER_DEMO: "1",
      DATABASE_URL: wire.url,
      NEXTAUTH_SECRET: readFileSync(join(data, "secret"), "utf8").trim(),
      WIX_API_ORIGIN: `http://127.0.0.1:${emulatorPort}`,
    },
  });
});

test.afterAll(async () => {
  await launcher?.stop();
  wire?.close();
  folder?.remove();
});

test("without its database the portal says so, asks nobody to sign in, sends nothing, and recovers", async ({
  page,
  pageOf,
  name,
  request,
}) => {
  const typed = typedYoga(name);
  const form = await page.context().newPage();
  const visitor = await pageOf(null);
  await form.goto("/pool-definitions/new");
  await fillPoolDefinition(form, typed);
  await visitor.goto("/sign-in");
  await page.goto("/pools");
  await expect(page.getByRole("heading", { level: 1, name: "Pools" })).toBeVisible();
  expect((await request.get("/api/health/ready")).status()).toBe(200);

  wire?.cut();

  for (const address of ["/pools", "/audit", "/pool-definitions/new", "/", "/sign-in"]) {
    await page.goto(address);
    await expect(page.getByText("Poolkeeper is out of order")).toBeVisible();
    await expect(page.getByLabel("Password")).toHaveCount(0);
    expect(new URL(page.url()).pathname).toBe(address);
  }
  await page.goto("/pools?limit=25");
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByText("Poolkeeper is out of order")).toBeVisible();
  expect(new URL(page.url()).search).toBe("?limit=25");
  await send(form);
  await expect(form.getByText(gone)).toBeVisible();
  await expect(form.getByText("Nothing was sent to Wix.")).toBeVisible();
  await expectTyped(form, typed);
  await visitor.getByLabel("E-mail").fill("owner@example.com");
  await visitor.getByLabel("Password").fill("poolkeeper-demo");
  await send(visitor, "Sign in");
  await expect(visitor.getByText(gone)).toBeVisible();
  expect(await wix.requests("poolDefinitions.createPoolDefinition", name)).toEqual([]);
  expect((await request.get("/api/health")).status()).toBe(200);
  const ready = await request.get("/api/health/ready");
  expect(ready.status()).toBe(503);
  expect(await ready.json()).toEqual({ database: "gone", migrations: "unknown", wix: "unknown" });

  wire?.mend();

  await expect(async () => {
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Pools" })).toBeVisible({
      timeout: 1000,
    });
  }).toPass();
  await send(form);
  await expect(form.getByRole("heading", { level: 1, name })).toBeVisible();
  expect(await wix.named("poolDefinitions", name)).toHaveLength(1);
});
