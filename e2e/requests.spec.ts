import type { Page } from "@playwright/test";
import { attemptsWith } from "./audit-log";
import { ownPortal } from "./own-portal";
import { signIn } from "./people";
import { fillPoolDefinition, send, typedYoga } from "./pool-definition-form";
import { countedPorts } from "./ports";
import { expect, scripts, test } from "./test";
import { wixAt } from "./wix";

/** A portal of its own: what Wix is asked then, it is asked for the page at hand. */
const wix = wixAt(countedPorts.emulatorPort);
const portal = ownPortal(countedPorts, { EMULATOR_DELAY_MS: "0", LOG_LEVEL: "info" });
test.describe.configure({ mode: "default" });

async function asManager(page: Page) {
  await page.goto("/sign-in");
  await signIn(page, "manager");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Program definitions");
}

const rowsMore = 30;
/** In so many program definitions a pool definition can be. */
const aroundMax = 20;

/** One of each noun, each in the page of another. */
async function oneOfEach() {
  const programDefinition = await wix.createProgramDefinition({ displayName: "Membership" });
  const poolDefinition = await wix.createPoolDefinition({ displayName: "Pass" });
  await wix.add(programDefinition.id, poolDefinition.id);
  const program = await wix.provision({ programDefinitionId: programDefinition.id }, "Ann’s");
  const [pool] = await wix.named("pools", "Pass");
  const { id: member } = await wix.member("ben.okafor@example.com");
  return {
    programDefinition: programDefinition.id,
    poolDefinition: poolDefinition.id,
    program: program.id,
    pool: pool?.id ?? "",
    member,
  };
}

type Ids = Awaited<ReturnType<typeof oneOfEach>>;

/** In each list and in each page of one thing; the programs belong to as many members. */
async function addRows({ programDefinition, poolDefinition, program }: Ids) {
  const members = (await wix.holds("members")).slice(0, rowsMore);
  for (const [index, { id: memberId }] of members.entries()) {
    const displayName = `Of ${memberId}`;
    const inside = await wix.createPoolDefinition({ displayName });
    await wix.add(programDefinition, inside.id);
    const around = await wix.createProgramDefinition({ displayName });
    if (index + 1 < aroundMax) await wix.add(around.id, poolDefinition);
    const alone = await wix.createPoolDefinition({ displayName });
    await wix.provision({ poolDefinitionId: alone.id }, displayName, { memberId });
  }
  const pools = await wix.holds("pools");
  expect(pools.filter((pool) => pool.programId === program)).toHaveLength(1 + rowsMore);
  const programs = await wix.holds("programs");
  expect(new Set(programs.map((one) => one.beneficiary.memberId)).size).toBe(rowsMore);
}

/** Every page, and how many requests to Wix it may take. */
const budgets = (ids: Ids): [path: string, requestsMax: number][] => [
  ["/program-definitions", 3],
  [`/program-definitions/${ids.programDefinition}`, 4],
  [`/program-definitions/${ids.programDefinition}/add`, 4],
  ["/program-definitions/new", 0],
  ["/pool-definitions", 3],
  [`/pool-definitions/${ids.poolDefinition}`, 4],
  ["/pool-definitions/new", 0],
  ["/programs", 3],
  [`/programs/${ids.program}`, 4],
  ["/programs/new?member=a", 4],
  [`/programs/new?memberId=${ids.member}`, 4],
  ["/pools", 3],
  [`/pools/${ids.pool}`, 4],
  [`/pools/${ids.pool}/edit`, 4],
  ["/mappings", 0],
  ["/audit", 0],
];

test("each page keeps to its budget of requests to Wix, and asks no more when there are more rows", async ({
  page,
}) => {
  const ids = await oneOfEach();
  await asManager(page);

  async function asked(path: string) {
    const { last } = await wix.askedSince(0);
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
    return (await wix.askedSince(last)).methods.sort();
  }

  const few = new Map<string, string[]>();
  for (const [path, requestsMax] of budgets(ids)) {
    const methods = await asked(path);
    few.set(path, methods);
    expect(methods.length, `${path}: ${methods.join()}`).toBeLessThanOrEqual(requestsMax);
    if (requestsMax > 0) expect(methods, path).not.toEqual([]);
  }
  await addRows(ids);

  for (const [path, methods] of few) expect(await asked(path), path).toEqual(methods);
});

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("the id of an answer that refuses a form is found with its attempt, and in the log at what Wix was asked", async ({
      page,
      name,
    }) => {
      await asManager(page);
      await page.goto("/pool-definitions/new");
      await fillPoolDefinition(page, typedYoga(name));
      const method = "poolDefinitions.createPoolDefinition";
      await wix.fault({ method, contains: name, status: 403 });
      const answer = page.waitForResponse((one) => one.request().method() === "POST");

      await send(page);
      const requestId = await (await answer).headerValue("x-request-id");

      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      await expect(page.getByText("Wix does not allow this portal to do that")).toBeVisible();
      const [address = ""] = await attemptsWith(page, "pool-definitions.create", name);
      await page.goto(address);
      const shown = page.getByRole("term").filter({ hasText: "Our request id" });
      await expect(shown.locator("xpath=following-sibling::dd")).toContainText(requestId ?? "");
      const attemptId = address.split("/").at(-1);
      const asked = { msg: "wix request", method: "POST", status: 403, attemptId, requestId };
      await expect.poll(() => portal.logged()).toContainEqual(expect.objectContaining(asked));
    });
  });
}
