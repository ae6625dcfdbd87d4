import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { countRefused } from "./audit-log";
import { readyPool, writeForms } from "./forms";
import { nameOf, sessionOf, type Role } from "./people";
import { send } from "./pool-definition-form";
import { expect, test } from "./test";
import { wix } from "./wix";

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/** What this page sends from now on comes from another person. */
async function become(page: Page, role: Role) {
  const { cookies }: { cookies: Cookies } = JSON.parse(readFileSync(sessionOf(role), "utf8"));
  await page.context().clearCookies();
  await page.context().addCookies(cookies);
}

for (const role of ["operator", "viewer"] as const) {
  test(`the ${role} reads everything and is offered no way to change it`, async ({
    pageOf,
    name,
  }) => {
    const pool = await readyPool(name);
    const definition = await wix.createProgramDefinition({ displayName: name });
    await wix.add(definition.id, (await wix.createPoolDefinition({ displayName: name })).id);
    const pages = [
      { address: "/program-definitions", title: "Program definitions" },
      { address: `/program-definitions/${definition.id}`, title: name },
      { address: "/pool-definitions", title: "Pool definitions" },
      { address: `/pool-definitions/${pool.poolDefinitionId}`, title: name },
      { address: "/programs", title: "Programs" },
      { address: `/programs/${pool.programId}`, title: name },
      { address: "/pools", title: "Pools" },
      { address: `/pools/${pool.id}`, title: name },
    ];
    const change = /^(New|Add|Edit|Provision)/;
    const [page, manager] = [await pageOf(role), await pageOf("manager")];

    let offered = 0;
    for (const { address, title } of pages) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole("main").getByRole("link", { name: change })).toHaveCount(0);
      await expect(page.getByRole("main").getByRole("button", { name: change })).toHaveCount(0);
      await manager.goto(address);
      await expect(manager.getByRole("heading", { level: 1, name: title })).toBeVisible();
      offered += await manager.getByRole("main").getByRole("link", { name: change }).count();
    }

    // Their absence means something only where somebody else has them.
    expect(offered).toBeGreaterThanOrEqual(6);
  });

  for (const form of writeForms) {
    test(`the ${role} may not be ${form.title}: 403 at the form, a forged post is on record`, async ({
      page,
      pageOf,
      name,
    }) => {
      const { address, marker, fill, effects } = await form.prepare(name);
      const owner = await pageOf("owner");
      const before = await countRefused(owner, form.operation, nameOf[role]);
      await page.goto(address);
      await fill(page);

      await become(page, role);
      await send(page, form.button);

      await expect(page.getByText("You may not do this")).toBeVisible();
      expect(await effects()).toBe(0);
      expect(await wix.requests(form.method, marker)).toEqual([]);
      expect(await countRefused(owner, form.operation, nameOf[role])).toBeGreaterThan(before);
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(403);
      await expect(page.getByRole("heading", { name: "You may not see this" })).toBeVisible();
      await expect(page.getByRole("button", { name: form.button })).toHaveCount(0);
    });
  }
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a forged post is refused and on record too", async ({ page, pageOf, name }) => {
    const [form] = writeForms;
    if (!form) throw new Error("there is no form");
    const { address, fill, effects } = await form.prepare(name);
    const owner = await pageOf("owner");
    const before = await countRefused(owner, form.operation, nameOf.viewer);
    await page.goto(address);
    await fill(page);

    await become(page, "viewer");
    const answer = page.waitForResponse((one) => one.request().method() === "POST");
    await send(page, form.button);

    expect((await answer).status()).toBe(403);
    expect(await effects()).toBe(0);
    expect(await countRefused(owner, form.operation, nameOf.viewer)).toBeGreaterThan(before);
  });
});

test("whose session ended while they typed is told so, and keeps what was typed", async ({
  page,
  name,
}) => {
  const [form] = writeForms;
  if (!form) throw new Error("there is no form");
  const { address, fill, expectKept, effects } = await form.prepare(name);
  await page.goto(address);
  await fill(page);

  await page.context().clearCookies();
  await send(page, form.button);

  await expect(page.getByText("You are signed out")).toBeVisible();
  await expectKept(page);
  expect(await effects()).toBe(0);
  await become(page, "manager");
  await send(page, form.button);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  expect(await effects()).toBe(1);
});
