import { randomUUID } from "node:crypto";
import { expectWhoAndRequest, openAttempt, recorded } from "./audit-log";
import { nameOf } from "./people";
import { send } from "./pool-definition-form";
import { expect, expectSaid, scripts, test } from "./test";
import { wix } from "./wix";

const button = "Provision program";

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("a member found by name gets a program of a program definition, with pools and credits", async ({
      page,
      name,
    }) => {
      const definition = await wix.createProgramDefinition({ displayName: name });
      const poolDefinition = await wix.createPoolDefinition({ displayName: `${name} yoga` });
      await wix.add(definition.id, poolDefinition.id);
      const member = await wix.member("chloe.dubois.lefevre@example.com");
      await page.goto(`/program-definitions/${definition.id}`);

      await page.getByRole("link", { name: "Provision for a member" }).click();
      await page.getByLabel("Name or e-mail").fill("Dubois");
      await page.getByRole("button", { name: "Find" }).click();
      await page.getByRole("link", { name: /Chloé Dubois/ }).click();
      await expect(page.getByLabel("Name of the program")).toHaveValue(name);
      await page.getByLabel("Key", { exact: true }).fill(`order ${name}`);
      await send(page, button);

      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expectSaid(page, `Program “${name}” provisioned`);
      const pools = page.getByRole("table", { name: "Pools" });
      await expect(async () => {
        if (!javaScriptEnabled) await page.reload();
        await expect(pools.getByRole("row").filter({ hasText: `${name} yoga` })).toContainText(
          /Active.*10 classes/,
          { timeout: 2500 },
        );
      }).toPass();
      await expect(page.getByText("chloe.dubois.lefevre@example.com")).toBeVisible();
      const [program, ...others] = await wix.named("programs", name);
      expect(others).toEqual([]);
      expect(program).toMatchObject({
        status: "ACTIVE",
        programDefinitionId: definition.id,
        beneficiary: { memberId: member.id },
      });
      await openAttempt(page, program?.id ?? "", "Provision a program", "Succeeded");
      await expectWhoAndRequest(page, nameOf.manager);
      expect(await recorded(page, "Input")).toMatchObject({
        key: `order ${name}`,
        memberId: member.id,
      });
      await page.goto(`/mappings?text=${encodeURIComponent(`order ${name}`)}`);
      await page.getByRole("row").filter({ hasText: name }).getByRole("link").click();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    });

    test("the same key again names the program that has it; the next generation works", async ({
      page,
      name,
    }) => {
      const key = `order ${name}`;
      await wix.createPoolDefinition({ displayName: name });
      const { id: memberId } = await wix.member("ben.okafor@example.com");
      const provision = async (displayName: string) => {
        await page.goto(`/programs/new?memberId=${memberId}`);
        await page.getByLabel("What to provision").selectOption(name);
        await page.getByLabel("Name of the program").fill(displayName);
        await page.getByLabel("Key", { exact: true }).fill(key);
        await send(page, button);
      };
      await provision(name);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      const first = page.url();

      await provision(`${name} again`);

      await expect(page.getByText("This key is taken")).toBeVisible();
      await expect(page.getByLabel("Name of the program")).toHaveValue(`${name} again`);
      await expect(page.getByLabel("What to provision")).toHaveValue(/^pool-definitions:/);
      const holder = page.getByRole("link", { name: "Open the one that has it" });
      expect(first).toContain(await holder.getAttribute("href"));
      expect(await wix.named("programs", `${name} again`)).toEqual([]);

      await page.getByLabel(/^Use the key “.*” again, as generation 2$/).check();
      await send(page, button);
      await expect(page.getByRole("heading", { level: 1, name: `${name} again` })).toBeVisible();
      const [made, ...more] = await wix.named("programs", `${name} again`);
      expect(more).toEqual([]);
      await page.goto(`/programs?id=${made?.id}`);
      await expect(page.getByRole("row").last()).toContainText(`${key} · generation 2`);
      await page.goto(`/mappings?text=${encodeURIComponent(key)}`);
      await expect(page.getByRole("row").filter({ hasText: key })).toHaveCount(2);
    });

    test("the offer of a next generation is for the key that it was made for", async ({
      page,
      name,
    }) => {
      await wix.createPoolDefinition({ displayName: name });
      const { id: memberId } = await wix.member("ben.okafor@example.com");
      for (const displayName of [name, `${name} again`]) {
        await page.goto(`/programs/new?memberId=${memberId}`);
        await page.getByLabel("What to provision").selectOption(name);
        await page.getByLabel("Name of the program").fill(displayName);
        await page.getByLabel("Key", { exact: true }).fill(`order ${name}`);
        await send(page, button);
      }
      await page.getByLabel(/^Use the key “.*” again, as generation 2$/).check();
      await page.getByLabel("Key", { exact: true }).fill(`other ${name}`);
      await send(page, button);

      await expect(page.getByRole("heading", { level: 1, name: `${name} again` })).toBeVisible();
      await page.goto(`/mappings?text=${encodeURIComponent(`other ${name}`)}`);
      const row = page.getByRole("row").filter({ hasText: `other ${name}` });
      await expect(row).toHaveCount(1);
      await expect(row.getByText("generation")).toHaveCount(0);
    });

    test("what is missing is said at its field, and what was typed is kept", async ({
      page,
      name,
    }) => {
      await wix.createPoolDefinition({ displayName: name });
      const { id: memberId } = await wix.member("ben.okafor@example.com");
      await page.goto(`/programs/new?memberId=${memberId}`);
      await page.getByLabel("What to provision").selectOption(name);
      await page.getByLabel("Name of the program").fill(name);
      await page.getByLabel("Paused").check();

      await send(page, button);

      await expect(page.getByLabel("Key", { exact: true })).toHaveAttribute("aria-invalid");
      await expect(page.getByLabel("Key", { exact: true })).toHaveAccessibleDescription(/key/i);
      await expect(page.getByLabel("Name of the program")).toHaveValue(name);
      await expect(page.getByLabel("What to provision")).toHaveValue(/^pool-definitions:/);
      await expect(page.getByLabel("Paused")).toBeChecked();
      expect(await wix.named("programs", name)).toEqual([]);
    });
  });
}

test("a member found by e-mail gets a program of a single pool definition, paused", async ({
  page,
  name,
}) => {
  await wix.createPoolDefinition({ displayName: name });
  await page.goto("/programs");

  await page.getByRole("link", { name: "Provision a program" }).click();
  await page.getByLabel("Name or e-mail").fill("priya.venkataraman@example.com");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: /Priya Venkataraman/ }).click();
  await page.getByLabel("What to provision").selectOption(name);
  await page.getByLabel("Name of the program").fill(name);
  await page.getByLabel("Key", { exact: true }).fill(`order ${name}`);
  await page.getByLabel("Paused").check();
  await send(page, button);

  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("a single pool definition")).toBeVisible();
  const title = page.getByRole("heading", { level: 1 }).locator("..");
  await expect(title.getByText("Paused", { exact: true })).toBeVisible();
  const [program] = await wix.named("programs", name);
  expect(program).toMatchObject({ status: "PAUSED" });
  expect(program?.programDefinitionId).toBeUndefined();
});

test("names lead from a program to what it was made from, its pools and its member's", async ({
  page,
  name,
}) => {
  const definition = await wix.createProgramDefinition({ displayName: `${name} gold` });
  const inside = await wix.createPoolDefinition({ displayName: `${name} yoga` });
  await wix.add(definition.id, inside.id);
  const program = await wix.provision({ programDefinitionId: definition.id }, name);
  await expect(async () => {
    expect(await wix.named("pools", `${name} yoga`)).toMatchObject([{ status: "ACTIVE" }]);
  }).toPass({ intervals: [100] });

  await page.goto(`/programs/${program.id}`);
  await expect(page).toHaveTitle(`${name} · Program · Poolkeeper`);
  expect(await wix.requests("programs.getProgram", program.id)).toHaveLength(1);
  await page.getByRole("link", { name: `${name} yoga` }).click();
  await expect(page).toHaveTitle(`${name} yoga · Pool · Poolkeeper`);
  await page
    .getByRole("term")
    .filter({ hasText: "Made from" })
    .locator("..")
    .getByRole("link")
    .click();
  await expect(page).toHaveTitle(`${name} yoga · Pool definition · Poolkeeper`);
  await page.getByRole("link", { name: "Pools", exact: true }).last().click();
  await expect(page.getByText("1 row on this page")).toBeVisible();

  await page.goto(`/programs/${program.id}`);
  await page.getByRole("link", { name: `${name} gold` }).click();
  await expect(page).toHaveTitle(`${name} gold · Program definition · Poolkeeper`);
  await page.getByRole("main").getByRole("link", { name: "Programs", exact: true }).click();
  await expect(page.getByText("1 row on this page")).toBeVisible();
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("link", { name: "All pools of Ann Porter" }).click();
  await expect(page.getByRole("link", { name: `${name} yoga` })).toBeVisible();
});

test("a member that is not found is said, and the text stays", async ({ page, name }) => {
  await page.goto("/programs/new");

  await page.getByLabel("Name or e-mail").fill(name);
  await page.getByRole("button", { name: "Find" }).click();

  await expect(page.getByText(`No member has “${name}” in their name or e-mail`)).toBeVisible();
  await expect(page.getByLabel("Name or e-mail")).toHaveValue(name);
});

test("when more members are found than are shown, that is said", async ({ page, name }) => {
  const members = Array.from({ length: 21 }, (_, number) => ({
    id: randomUUID(),
    profile: { nickname: `${name} ${number + 1}` },
  }));
  await wix.fault({
    method: "members.queryMembers",
    contains: name,
    status: 200,
    body: { members },
  });
  await page.goto(`/programs/new?member=${encodeURIComponent(name)}`);

  await expect(page.getByRole("link", { name })).toHaveCount(20);
  await expect(page.getByText("There are more than these 20.")).toBeVisible();
});

test("a pool definition that is in a program definition is not offered on its own", async ({
  page,
  name,
}) => {
  const definition = await wix.createProgramDefinition({ displayName: `${name} program` });
  const inside = await wix.createPoolDefinition({ displayName: `${name} inside` });
  await wix.createPoolDefinition({ displayName: `${name} outside` });
  await wix.add(definition.id, inside.id);
  const { id: memberId } = await wix.member("ben.okafor@example.com");

  await page.goto(`/programs/new?memberId=${memberId}`);

  const choices = page.getByLabel("What to provision");
  await expect(choices.getByRole("option", { name: `${name} outside` })).toBeAttached();
  await expect(choices.getByRole("option", { name: `${name} program` })).toBeAttached();
  await expect(choices.getByRole("option", { name: `${name} inside` })).toHaveCount(0);
});
