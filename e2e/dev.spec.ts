import { newFolder, startLauncher, type Launcher } from "./launcher";
import { nameOf, signedOut, signIn } from "./people";
import { devPorts } from "./ports";
import { copySources } from "./sources";
import { expect, test } from "./test";

/** The first command of the README, on a copy of the sources. */
let sources: ReturnType<typeof copySources> | undefined;
let folder: ReturnType<typeof newFolder> | undefined;
let launcher: Launcher | undefined;

test.use({ storageState: signedOut, baseURL: `http://127.0.0.1:${devPorts.portalPort}` });

test.beforeAll(async () => {
  sources = copySources();
  folder = newFolder();
  launcher = await startLauncher({ data: folder.path, ...devPorts, devRoot: sources.path });
});

test.afterAll(async () => {
  await launcher?.stop();
  folder?.remove();
  sources?.remove();
});

test("npm run dev: one signs in, forms and links work, and the browser complains of nothing", async ({
  page,
}) => {
  const complaints: string[] = [];
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) complaints.push(said.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));

  const answer = await page.goto("/sign-in");
  expect(answer?.status()).toBe(200);
  const policy = (await answer?.headerValue("content-security-policy")) ?? "";
  expect(policy).toMatch(/script-src [^;]*'unsafe-eval'/);
  expect(policy).toMatch(/connect-src [^;]*ws:/);
  await signIn(page, "manager");
  await page.getByRole("link", { name: "Pool definitions" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Pool definitions" })).toBeVisible();
  await expect(page.getByRole("button", { name: `Account of ${nameOf.manager}` })).toBeVisible();
  expect(complaints).toEqual([]);
});
