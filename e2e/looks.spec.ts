import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessibility";
import { writeForms, readyPool } from "./forms";
import { nameOf, sessionOf, signedOut, type Role } from "./people";
import { fillPoolDefinition, nameField, send, typedYoga } from "./pool-definition-form";
import { expect, test } from "./test";
import { wix, type Pool } from "./wix";

interface Look {
  title: string;
  heading: string | RegExp;
  /** Who looks at it; null for who is not signed in. */
  role?: Role | null;
  /** Brings the page to the state that is looked at. */
  open: (page: Page, pool: Pool, programDefinitionId: string) => Promise<unknown>;
}

const looks: Look[] = [
  { title: "sign-in", heading: "Sign in", role: null, open: (page) => page.goto("/sign-in") },
  ...["Program definitions", "Pool definitions", "Programs", "Pools", "Mappings", "Audit log"].map(
    (heading) => ({
      title: `the list: ${heading}`,
      heading,
      open: (page: Page) =>
        page.goto(
          `/${heading === "Audit log" ? "audit" : heading.toLowerCase().replace(" ", "-")}?limit=25`,
        ),
    }),
  ),
  {
    title: "a list where nothing fits",
    heading: "Pools",
    open: (page) => page.goto("/pools?status=RENEWING&namespace=all"),
  },
  {
    title: "a bad cursor",
    heading: "Pools",
    open: (page) => page.goto("/pools?cursor=bad&limit=25"),
  },
  {
    title: "a program definition",
    heading: /^Looks/,
    open: (page, _, id) => page.goto(`/program-definitions/${id}`),
  },
  {
    title: "a pool definition",
    heading: /^Looks/,
    open: (page, pool) => page.goto(`/pool-definitions/${pool.poolDefinitionId}`),
  },
  {
    title: "a program",
    heading: /^Looks/,
    open: (page, pool) => page.goto(`/programs/${pool.programId}`),
  },
  {
    title: "a pool with its JSON open",
    heading: /^Looks/,
    async open(page, pool) {
      await page.goto(`/pools/${pool.id}`);
      await page.getByText("JSON", { exact: true }).click();
    },
  },
  {
    title: "an audit entry",
    heading: "Create a program definition",
    async open(page) {
      await page.goto("/audit?operation=program-definitions.create&outcome=succeeded");
      await page.getByRole("link", { name: "Create a program definition" }).first().click();
      await page.waitForURL(/\/audit\/.+/);
    },
  },
  {
    title: "the form of a pool definition",
    heading: "New pool definition",
    async open(page) {
      await page.goto("/pool-definitions/new");
      await page.getByLabel("Unused credits roll over").check();
      await page.getByLabel("Provider app", { exact: true }).selectOption("Another app…");
      await page.getByRole("button", { name: "Add a benefit" }).click();
      await expect(page.getByRole("heading", { name: "Benefit 2" })).toBeVisible();
    },
  },
  {
    title: "a form with refused values",
    heading: "New pool definition",
    async open(page) {
      await page.goto("/pool-definitions/new");
      await send(page);
      await expect(page.getByText(/need your attention/)).toBeVisible();
    },
  },
  {
    title: "a form that Wix refused",
    heading: "New pool definition",
    async open(page, pool) {
      const name = `${pool.displayName} ${Math.random()}`;
      const [form] = writeForms;
      await wix.fault({ method: form?.method ?? "", contains: name, status: 403 });
      await page.goto("/pool-definitions/new");
      await fillPoolDefinition(page, typedYoga(name));
      await send(page);
      await expect(page.getByText("Wix does not allow this portal to do that")).toBeVisible();
    },
  },
  {
    title: "the form of a program definition",
    heading: "New program definition",
    open: (page) => page.goto("/program-definitions/new"),
  },
  {
    title: "adding a pool definition",
    heading: "Add a pool definition",
    open: (page, _, id) => page.goto(`/program-definitions/${id}/add`),
  },
  {
    title: "members that were found",
    heading: "Provision a program",
    open: (page) => page.goto("/programs/new?member=a"),
  },
  {
    title: "provisioning",
    heading: "Provision a program",
    async open(page) {
      const { id } = await wix.member("ann.porter@example.com");
      await page.goto(`/programs/new?memberId=${id}`);
    },
  },
  {
    title: "editing a pool",
    heading: "Edit pool",
    open: (page, pool) => page.goto(`/pools/${pool.id}/edit`),
  },
  {
    title: "a stale form",
    heading: "Edit pool",
    async open(page, pool) {
      await page.goto(`/pools/${pool.id}/edit`);
      const now = (await wix.holds("pools")).find((one) => one.id === pool.id);
      await wix.changePool(now ?? pool, { displayName: `Looks ${"9".repeat(36)}${Math.random()}` });
      await nameField(page).fill("Looks mine");
      await send(page, "Save pool");
      await expect(page.getByText("Somebody changed this")).toBeVisible();
    },
  },
  {
    title: "a form in doubt",
    heading: "New program definition",
    async open(page, pool) {
      const name = `${pool.displayName} ${Math.random()}`;
      const method = "programDefinitions.createProgramDefinition";
      await wix.fault({ method, contains: name, drop: "before" });
      await page.goto("/program-definitions/new");
      await nameField(page).fill(name);
      await send(page, "Create program definition");
      await expect(page.getByText("It may or may not have been done")).toBeVisible();
    },
  },
  {
    title: "a page that Wix did not give",
    heading: "Pool",
    async open(page, pool) {
      await wix.fault({ method: "pools.getPool", contains: pool.id, status: 500 });
      await page.goto(`/pools/${pool.id}`);
    },
  },
  {
    title: "the menu of the account",
    heading: "Mappings",
    async open(page) {
      await page.goto("/mappings?text=nothing");
      await page.getByRole("button", { name: `Account of ${nameOf.manager}` }).click();
      await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
    },
  },
  {
    title: "a message",
    heading: "New pool definition",
    async open(page) {
      await page.goto("/pool-definitions/new");
      await page.evaluate((id) => {
        document.cookie = `toast=${id}.Pool%20definition%20created; path=/`;
      }, randomUUID());
      await page.reload();
      const toast = page.getByRole("listitem").filter({ hasText: "Pool definition created" });
      await expect(toast).toHaveCSS("opacity", "1");
    },
  },
  {
    title: "a page that is not for everybody",
    heading: "You may not see this",
    role: "viewer",
    open: (page) => page.goto("/pool-definitions/new"),
  },
  {
    title: "a page that is not there",
    heading: "There is nothing here",
    open: (page) => page.goto("/pools/nonsense"),
  },
];

for (const { title, heading, open, role = "manager" } of looks) {
  test.describe(title, () => {
    test.use({ storageState: role ? sessionOf(role) : signedOut });

    test("no violation of WCAG 2.2 AA in light and dark, no sideways scroll at 320 px, targets of 24 px", async ({
      page,
      name,
    }) => {
      const pool = await readyPool(`Looks ${name}`);
      const { id } = await wix.createProgramDefinition({ displayName: `Looks ${name}` });
      await wix.add(id, (await wix.createPoolDefinition({ displayName: name })).id);

      await expectAccessible(page, async () => {
        await open(page, pool, id);
        await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      });
    });
  });
}
