import { change, expectWhoAndRequest, openAttempt, recorded } from "./audit-log";
import { nameOf } from "./people";
import { nameField, send } from "./pool-definition-form";
import { expect, expectSaid, scripts, test } from "./test";
import { wix } from "./wix";

const createWord = "Create a program definition";
const createButton = "Create program definition";
const addButton = "Add pool definition";

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("a manager creates a program definition under a key, and it is found by it", async ({
      page,
      name,
    }) => {
      await page.goto("/program-definitions");
      await page.getByRole("link", { name: "New program definition" }).click();

      await nameField(page).fill(name);
      await page.getByLabel("Key", { exact: true }).fill(`gold ${name}`);
      await send(page, createButton);

      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expectSaid(page, `Program definition “${name}” created`);
      await expect(page.getByText("No pool definitions in it yet")).toBeVisible();
      const [made, ...others] = await wix.named("programDefinitions", name);
      expect(others).toEqual([]);
      expect(page.url()).toContain(made?.id);
      await openAttempt(page, made?.id ?? "", createWord, "Succeeded");
      await expectWhoAndRequest(page, nameOf.manager);
      expect(await recorded(page, "Input")).toMatchObject({ key: `gold ${name}` });
      await page.goto(`/mappings?text=${encodeURIComponent(`gold ${name}`)}`);
      const row = page.getByRole("row").filter({ hasText: `gold ${name}` });
      await expect(row).toContainText(made?.externalId ?? "?");
      await row.getByRole("link").click();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    });

    test("a taken key names who has it and offers the next generation, which works", async ({
      page,
      name,
    }) => {
      const key = `key of ${name}`;
      await page.goto("/program-definitions/new");
      await nameField(page).fill(name);
      await page.getByLabel("Key", { exact: true }).fill(key);
      await send(page, createButton);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      const first = page.url();

      await page.goto("/program-definitions/new");
      await nameField(page).fill(`${name} again`);
      await page.getByLabel("Key", { exact: true }).fill(key);
      await send(page, createButton);

      await expect(page.getByText("This key is taken")).toBeVisible();
      await expect(nameField(page)).toHaveValue(`${name} again`);
      await expect(page.getByLabel("Key", { exact: true })).toHaveValue(key);
      const holder = page.getByRole("link", { name: "Open the one that has it" });
      expect(first).toContain(await holder.getAttribute("href"));
      expect(await wix.named("programDefinitions", `${name} again`)).toEqual([]);

      await page.getByLabel(/^Use the key “.*” again, as generation 2$/).check();
      await send(page, createButton);
      await expect(page.getByRole("heading", { level: 1, name: `${name} again` })).toBeVisible();
      await expect(page.getByText("generation 2")).toBeVisible();
      expect(await wix.named("programDefinitions", `${name} again`)).toHaveLength(1);
    });

    test("a refused value says why and is kept", async ({ page, name }) => {
      await page.goto("/program-definitions/new");
      await page.getByLabel("Key", { exact: true }).fill(`key of ${name}`);

      await send(page, createButton);

      await expect(nameField(page)).toHaveAccessibleDescription(/The name is missing/);
      await expect(page.getByLabel("Key", { exact: true })).toHaveValue(`key of ${name}`);
    });

    test("adding nothing, or without saying when, is refused at the field", async ({
      page,
      name,
    }) => {
      const poolDefinition = await wix.createPoolDefinition({ displayName: name });
      const { id } = await wix.createProgramDefinition({ displayName: name });
      await page.goto(`/program-definitions/${id}/add`);
      await page.getByLabel("Pool definition", { exact: true }).selectOption(name);

      await send(page, addButton);

      await expect(page.getByText("Choose when existing programs get it.").first()).toBeVisible();
      const choice = page.getByLabel("Pool definition", { exact: true });
      await expect(choice).toHaveValue(poolDefinition.id);
      await choice.selectOption("Choose one");
      await page.getByLabel("New programs only").check();
      await send(page, addButton);
      await expect(choice).toHaveAccessibleDescription(/Choose a pool definition/);
      await expect(page.getByLabel("New programs only")).toBeChecked();
      const method = "poolDefinitions.addPoolDefinitionToProgramDefinition";
      expect(await wix.requests(method, poolDefinition.id)).toEqual([]);
    });
  });
}

test("without a key one is made", async ({ page, name }) => {
  await page.goto("/program-definitions/new");
  await nameField(page).fill(name);

  await send(page, createButton);

  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText(/^program-definition-[0-9a-f]{8}$/)).toBeVisible();
});

const cascades = [
  { label: "Now", cascade: "IMMEDIATELY", poolsOfTheLivingProgram: ["ACTIVE", "ACTIVE"] },
  {
    label: "At the next renewal",
    cascade: "NEXT_RENEWAL",
    poolsOfTheLivingProgram: ["ACTIVE", "PENDING"],
  },
  { label: "New programs only", cascade: "FUTURE_PROVISIONS", poolsOfTheLivingProgram: ["ACTIVE"] },
];

for (const { label, cascade, poolsOfTheLivingProgram } of cascades) {
  test(`a pool definition is added, existing programs get it: ${label}`, async ({ page, name }) => {
    const [old, added] = [`${name} old`, `${name} added`];
    const programDefinition = await wix.createProgramDefinition({ displayName: name });
    const oldOne = await wix.createPoolDefinition({ displayName: old });
    const newOne = await wix.createPoolDefinition({ displayName: added });
    await wix.add(programDefinition.id, oldOne.id);
    const program = await wix.provision({ programDefinitionId: programDefinition.id }, name);
    await page.goto(`/program-definitions/${programDefinition.id}`);

    await page.getByRole("link", { name: "Add a pool definition" }).click();
    await page.getByLabel("Pool definition", { exact: true }).selectOption(added);
    await page.getByLabel(label, { exact: true }).check();
    await send(page, addButton);

    await expectSaid(page, "Pool definition added");
    const table = page.getByRole("table", { name: "Pool definitions" });
    await expect(table.getByRole("link", { name: added })).toBeVisible();
    await expect(table.getByRole("link", { name: old })).toBeVisible();
    const [held] = await wix.named("poolDefinitions", added);
    expect(held?.programDefinitionIds).toEqual([programDefinition.id]);
    await expect(async () => {
      const pools = (await wix.holds("pools")).filter((one) => one.programId === program.id);
      expect(pools.map((one) => one.status).sort()).toEqual(poolsOfTheLivingProgram);
    }).toPass({ intervals: [200] });
    await openAttempt(page, newOne.id, "Add to a program definition", "Succeeded");
    await expectWhoAndRequest(page, nameOf.manager);
    expect(await recorded(page, "Input")).toMatchObject({ cascade });
    await expect(change(page, "In program definitions")).toContainText(programDefinition.id);
  });
}

test("a program definition shows its pool definitions with credits and benefits", async ({
  page,
  name,
}) => {
  const programDefinition = await wix.createProgramDefinition({ displayName: name });
  for (const word of ["one", "two"]) {
    const made = await wix.createPoolDefinition({ displayName: `${name} ${word}` });
    await wix.add(programDefinition.id, made.id);
  }
  await wix.createPoolDefinition({ displayName: `${name} outside` });

  await page.goto(`/program-definitions/${programDefinition.id}`);

  const rows = page.getByRole("table", { name: "Pool definitions" }).getByRole("row");
  await expect(rows.filter({ hasText: name })).toHaveCount(2);
  await expect(rows.filter({ hasText: `${name} one` })).toContainText("10 classes");
  await expect(rows.filter({ hasText: `${name} two` })).toContainText("Class, Session");
  await page.getByRole("link", { name: `${name} one` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name} one` })).toBeVisible();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
});
