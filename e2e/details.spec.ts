import { recorded } from "./audit-log";
import { readyPool } from "./forms";
import { expect, test } from "./test";
import { ownNamespace, wix, wixIdentity, type Pool } from "./wix";

/** The page of each noun, and how Wix was asked for what is on it. */
const nouns: {
  noun: string;
  path: (pool: Pool, programDefinitionId: string) => string;
  method: string;
}[] = [
  {
    noun: "program definition",
    path: (_, id) => `/program-definitions/${id}`,
    method: "programDefinitions.getProgramDefinition",
  },
  {
    noun: "pool definition",
    path: (pool) => `/pool-definitions/${pool.poolDefinitionId}`,
    method: "poolDefinitions.getPoolDefinition",
  },
  { noun: "program", path: (pool) => `/programs/${pool.programId}`, method: "programs.getProgram" },
  { noun: "pool", path: (pool) => `/pools/${pool.id}`, method: "pools.getPool" },
];

async function pathOf({ path }: (typeof nouns)[number], name: string) {
  const { id } = await wix.createProgramDefinition({ displayName: name });
  return path(await readyPool(name), id);
}

/** What Wix answered about the thing of this page, and the same under the names of the SDK. */
async function answered({ method }: (typeof nouns)[number], path: string) {
  const [asked] = await wix.requests(method, path.split("/").at(-1) ?? "");
  const [entity] = Object.values(asked?.response ?? {});
  const names = /"(id|createdDate|updatedDate)":/g;
  const asSdk: unknown = JSON.parse(JSON.stringify(entity).replace(names, '"_$1":'));
  return { entity, asSdk };
}

test.describe("what can be copied", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  for (const one of nouns) {
    const { noun } = one;
    test(`the ids and the JSON of a ${noun} are copied whole by a button beside them`, async ({
      page,
      name,
    }) => {
      const path = await pathOf(one, name);
      await page.goto(path);
      const { entity } = await answered(one, path);

      async function copied(label: string) {
        await page.evaluate(() => navigator.clipboard.writeText(""));
        await page.getByRole("button", { name: `Copy ${label}`, exact: true }).click();
        await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
        return page.evaluate(() => navigator.clipboard.readText());
      }

      expect(await copied(`${noun} id`)).toBe(entity?.id);
      if (entity?.externalId) expect(await copied("external id")).toBe(entity.externalId);
      const shown = await recorded(page, "JSON");
      expect(JSON.parse(await copied("JSON"))).toEqual(shown);
    });
  }
});

for (const one of nouns) {
  test(`the JSON of a ${one.noun} is what the SDK returns, whole`, async ({ page, name }) => {
    const path = await pathOf(one, name);

    await page.goto(path);

    const shown = await recorded(page, "JSON");
    expect(shown).toHaveProperty("_createdDate");
    expect(shown).toEqual((await answered(one, path)).asSdk);
  });
}

for (const { where, width } of [
  { where: "in the frame", width: 1280 },
  { where: "in the navigation of a phone", width: 375 },
]) {
  test(`the mark ${where} says that it is the emulator, of which site, and which namespace`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });

    await page.goto("/mappings");

    const frame = page.getByRole("banner");
    await expect(frame.getByText("Emulator", { exact: true })).toBeVisible();
    if (width < 768) await frame.getByRole("button", { name: "Navigation" }).click();
    const fact = (term: string) =>
      page
        .getByRole("term")
        .filter({ hasText: term, visible: true })
        .locator("xpath=following-sibling::dd");
    await expect(fact("Site")).toHaveText(/^e3a1c0de/);
    await expect(fact("Site")).toHaveAttribute("title", wixIdentity.WIX_INSTANCE_ID);
    await expect(fact("Namespace")).toHaveText(ownNamespace);
  });
}

test("figures are as wide as one another: in columns of numbers, in facts and where they are typed", async ({
  page,
  name,
}) => {
  const pool = await readyPool(name);
  const figures = "font-variant-numeric";

  async function expectTabular(path: string, column: string, text: string) {
    await page.goto(path);
    const table = page.getByRole("table").filter({
      has: page.getByRole("columnheader", { name: column, exact: true }),
    });
    const row = table.getByRole("row").filter({ hasText: name });
    const cell = row.getByRole("cell", { name: text }).last();
    await expect(cell).toHaveCSS(figures, "tabular-nums");
    await expect(cell).toHaveCSS("text-align", "end");
  }

  await expectTabular(`/pools?id=${pool.id}`, "Available", "10 classes");
  await expectTabular(`/programs/${pool.programId}`, "Available", "10 classes");
  await expectTabular(`/pool-definitions?id=${pool.poolDefinitionId}`, "Credits", "10 classes");
  await page.goto(`/pools/${pool.id}`);
  await expect(page.getByRole("cell", { name: "3 classes" })).toHaveCSS(figures, "tabular-nums");
  const revision = page.getByRole("term").filter({ hasText: "Revision" });
  const fact = revision.locator("xpath=following-sibling::dd");
  await expect(fact).toHaveCSS(figures, "tabular-nums");
  await page.goto(`/pools/${pool.id}/edit`);
  const typed = page.getByLabel("Credits in each period");
  await expect(typed).toHaveCSS(figures, "tabular-nums");
});
