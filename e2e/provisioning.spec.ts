import { randomUUID } from "node:crypto";
import { send } from "./pool-definition-form";
import { expect, scripts, test } from "./test";
import { wix } from "./wix";

const button = "Provision program";

async function addressOf(email: string) {
  const { id } = await wix.member(email);
  return `/programs/new?memberId=${id}`;
}

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("all that is missing is said at once, each at its field", async ({ page, name }) => {
      await wix.createPoolDefinition({ displayName: name });
      await page.goto(await addressOf("ben.okafor@example.com"));

      await send(page, button);

      await expect(page.getByText("3 things need your attention")).toBeVisible();
      const said = page.getByRole("alert").getByRole("link");
      await expect(said).toHaveText([
        "Choose what to provision.",
        "The name is missing.",
        "Give a key, such as order-1001.",
      ]);
      for (const [index, label] of ["What to provision", "Name of the program", "Key"].entries()) {
        await said.nth(index).click();
        const field = page.getByLabel(label, { exact: true });
        await expect(field).toBeFocused();
        await expect(field).toHaveAttribute("aria-invalid");
      }
    });

    test("the cursor is where a member is looked for, unless there is something to read", async ({
      page,
      name,
    }) => {
      const field = page.getByLabel("Name or e-mail");
      await page.goto("/programs/new");
      await expect(field).toBeFocused();
      await page.keyboard.type(name);
      await page.keyboard.press("Enter");
      await expect(page.getByText(`No member has “${name}”`)).toBeVisible();
      await expect(field).not.toBeFocused();

      await page.goto(`/programs/new?memberId=${randomUUID()}`);
      await expect(page.getByText("The site does not have this member")).toBeVisible();
      await expect(field).not.toBeFocused();
    });

    test("definitions of one name are told apart, and name the program as they are named", async ({
      page,
      name,
    }) => {
      await wix.createPoolDefinition({ displayName: name });
      const second = await wix.createPoolDefinition({ displayName: name });
      const { id: memberId } = await wix.member("ben.okafor@example.com");

      await page.goto(`/programs/new?memberId=${memberId}&poolDefinitionId=${second.id}`);

      const options = page.getByLabel("What to provision").getByRole("option", { name });
      await expect(options).toHaveCount(2);
      const [one, other] = await options.allTextContents();
      expect(one).not.toBe(other);
      expect(one).toMatch(/\(made \d+ \w+ \d{4}, \d\d:\d\d, [0-9a-f]{8}…\)$/);
      await expect(page.getByLabel("Name of the program")).toHaveValue(name);
    });

    test("a name that is longer than a program's may be is cut, between two characters", async ({
      page,
      name,
    }) => {
      const cut = name.padEnd(63, "n");
      const long = await wix.createPoolDefinition({ displayName: `${cut}🎾 and more` });
      const { id: memberId } = await wix.member("ben.okafor@example.com");
      await page.goto(`/programs/new?memberId=${memberId}&poolDefinitionId=${long.id}`);

      await expect(page.getByLabel("Name of the program")).toHaveValue(cut);
      await page.getByLabel("Key", { exact: true }).fill(`order ${name}`);
      await send(page, button);

      await expect(page.getByRole("heading", { level: 1, name: cut })).toBeVisible();
      expect(await wix.named("programs", cut)).toHaveLength(1);
    });
  });
}

test("the choice names the program, until somebody gives it a name of its own", async ({
  page,
  name,
}) => {
  await wix.createPoolDefinition({ displayName: `${name} yoga` });
  await wix.createPoolDefinition({ displayName: `${name} gym` });
  await page.goto(await addressOf("ben.okafor@example.com"));
  const choice = page.getByLabel("What to provision");
  const field = page.getByLabel("Name of the program");

  await choice.selectOption(`${name} yoga`);
  await expect(field).toHaveValue(`${name} yoga`);
  await choice.selectOption(`${name} gym`);
  await expect(field).toHaveValue(`${name} gym`);
  await send(page, button);
  await expect(page.getByText("1 thing needs your attention")).toBeVisible();
  await choice.selectOption(`${name} yoga`);
  await expect(field).toHaveValue(`${name} yoga`);
  await field.fill("Ben's own");
  await choice.selectOption(`${name} gym`);

  await expect(field).toHaveValue("Ben's own");
});

test("while a form waits for its answer, its buttons stay where they are", async ({
  page,
  name,
}) => {
  await wix.createPoolDefinition({ displayName: name });
  await wix.fault({ method: "programs.provisionProgram", contains: name, delayMs: 1500 });
  await page.goto(await addressOf("ben.okafor@example.com"));
  await page.getByLabel("What to provision").selectOption(name);
  await page.getByLabel("Key", { exact: true }).fill(`order ${name}`);
  const cancel = page.getByRole("link", { name: "Cancel" });
  const place = async () => (await cancel.boundingBox())?.x;
  const before = await place();

  await send(page, button);

  await expect(page.getByRole("button", { name: "Provisioning…" })).toBeVisible();
  expect(await place()).toBe(before);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});
