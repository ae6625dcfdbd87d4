import { readyPool } from "./forms";
import { deadlineMs } from "./launcher-environment";
import { signIn } from "./people";
import { expect, scripts, test } from "./test";
import { wix, type Fault } from "./wix";

type Misfortune = Omit<Fault, "method" | "contains">;

const troubles: { title: string; fault: Misfortune; words: string }[] = [
  {
    title: "has a problem of its own",
    fault: { status: 500 },
    words: "Wix has a problem of its own",
  },
  {
    title: "does not answer in time",
    fault: { delayMs: deadlineMs + 2000 },
    words: "Wix did not answer in time",
  },
  {
    title: "does not allow it",
    fault: { status: 403 },
    words: "Wix does not allow this portal to do that",
  },
];

/** A page, what it asks Wix, and the id by which this request is told from others. */
interface Read {
  path: string;
  method: string;
  id: string;
}

async function readOfPool(name: string): Promise<Read> {
  const { id } = await readyPool(name);
  return { path: `/pools/${id}`, method: "pools.getPool", id };
}

/** The documented FindPoolDefinitionsByProgramDefinition. */
async function readOfPoolDefinitions(name: string): Promise<Read> {
  const { id } = await wix.createProgramDefinition({ displayName: name });
  const inside = await wix.createPoolDefinition({ displayName: `${name} inside` });
  await wix.add(id, inside.id);
  const method = "poolDefinitions.findPoolDefinitionsByProgramDefinition";
  return { path: `/program-definitions/${id}`, method, id };
}

const reads = [
  { what: "a pool", heading: "Pool", prepare: readOfPool },
  {
    what: "the pool definitions of a program definition",
    heading: "Program definition",
    prepare: readOfPoolDefinitions,
  },
];

for (const { what, heading, prepare } of reads) {
  for (const { title, fault, words } of troubles) {
    test(`when Wix ${title} on reading ${what}, the frame says so and asking again works`, async ({
      page,
      name,
    }) => {
      const { path, method, id } = await prepare(name);
      await wix.fault({ method, contains: id, ...fault });

      const answer = await page.goto(path);

      expect(answer?.status()).toBe(200);
      await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
      await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await page.getByRole("link", { name: "Try again" }).click();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expect(page.getByText(words)).toHaveCount(0);
    });
  }

  test(`who is signed out is asked to sign in before Wix is asked for ${what}, and comes back`, async ({
    pageOf,
    name,
  }) => {
    const { path, method, id } = await prepare(name);
    const visitor = await pageOf(null);

    await visitor.goto(path);
    await expect(visitor).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
    expect(await wix.requests(method, id)).toEqual([]);
    await signIn(visitor, "viewer");

    await expect(visitor).toHaveURL(path);
    await expect(visitor.getByRole("heading", { level: 1, name })).toBeVisible();
    expect(await wix.requests(method, id)).not.toEqual([]);
  });
}

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("a list that Wix does not give keeps its filters and can be asked for again", async ({
      page,
      name,
    }) => {
      const namespace = name.replace(" ", "-");
      await wix.createPoolDefinition({ namespace, displayName: name });
      const method = "poolDefinitions.queryPoolDefinitions";
      await wix.fault({ method, contains: namespace, status: 500 });

      await page.goto(`/pool-definitions?namespace=${namespace}&limit=25`);

      await expect(page.getByText("Wix has a problem of its own")).toBeVisible();
      await expect(page.getByLabel("Namespace", { exact: true })).toHaveValue(namespace);
      await page.getByRole("link", { name: "Try again" }).click();
      await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
      expect(new URL(page.url()).search).toBe(`?namespace=${namespace}&limit=25`);
    });
  });
}

for (const fault of [{ status: 503 }, { drop: "before" }] as const) {
  test(`a read that fails once (${JSON.stringify(fault)}) is asked again unseen`, async ({
    page,
    name,
  }) => {
    const pool = await readyPool(name);
    await wix.fault({ method: "pools.getPool", contains: pool.id, ...fault });

    await page.goto(`/pools/${pool.id}`);

    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    expect(await wix.requests("pools.getPool", pool.id)).toHaveLength(2);
  });
}

test("a form whose choices cannot be read says so", async ({ page, name }) => {
  const { id } = await wix.createProgramDefinition({ displayName: name });
  const method = "programDefinitions.getProgramDefinition";
  await wix.fault({ method, contains: id, status: 500 });

  await page.goto(`/program-definitions/${id}/add`);

  await expect(page.getByText("Wix has a problem of its own")).toBeVisible();
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByLabel("Pool definition", { exact: true })).toBeVisible();
});

test("a page asks for itself alone: nothing behind its links is fetched ahead", async ({
  page,
  name,
}) => {
  const pool = await readyPool(name);
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (searchParams.has("_rsc")) asked.push(pathname);
  });

  await page.goto(`/programs/${pool.programId}`);
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);

  await page.getByRole("row").filter({ hasText: "classes" }).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/pools/${pool.id}$`));
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([`/pools/${pool.id}`]);
});
